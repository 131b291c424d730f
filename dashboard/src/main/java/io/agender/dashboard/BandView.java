package io.agender.dashboard;

import io.agender.schemas.AgeBandCount;

/** One age band over several windows; toAge is null for the open last band. */
record BandView(int fromAge, Integer toAge, Cell female, Cell male, Cell unknown) {

    static BandView of(AgeBandCount band) {
        return new BandView(band.getFromAge(), band.getToAge(), Cell.NONE, Cell.NONE, Cell.NONE).plus(band);
    }

    BandView plus(AgeBandCount band) {
        return new BandView(
                fromAge,
                toAge,
                female.plus(band.getFemale()),
                male.plus(band.getMale()),
                unknown.plus(band.getUnknown()));
    }
}
