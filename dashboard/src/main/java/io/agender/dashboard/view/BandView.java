package io.agender.dashboard.view;

import io.agender.schemas.AgeBandCount;

/** One age band over several windows; toAge is null for the open last band. */
public record BandView(int fromAge, Integer toAge, Cell female, Cell male, Cell unknown) {

    public static BandView of(AgeBandCount band) {
        return new BandView(band.getFromAge(), band.getToAge(), Cell.NONE, Cell.NONE, Cell.NONE).plus(band);
    }

    public BandView plus(AgeBandCount band) {
        return new BandView(
                fromAge,
                toAge,
                female.plus(band.getFemale()),
                male.plus(band.getMale()),
                unknown.plus(band.getUnknown()));
    }
}
