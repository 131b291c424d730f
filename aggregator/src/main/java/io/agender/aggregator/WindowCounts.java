package io.agender.aggregator;

import io.agender.schemas.AgeCount;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.ModelUse;
import io.agender.schemas.WindowState;
import io.agender.schemas.YearCount;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Adds frames to a window. Everything is a sum of integers, so the order of frames and faces makes no difference, and
 * what is kept is bounded: at most one entry per year and per tenth of a year.
 */
final class WindowCounts {

    /** Ages are kept between 0 and this; a network that answers beyond means the nearest. */
    static final double HIGHEST_AGE = 150;

    private static final double TENTHS = 10;
    private static final double MILLIONTHS = 1e6;

    private WindowCounts() {}

    static void addMissing(WindowState window, long frames) {
        if (frames > 0) {
            window.setFramesMissing(window.getFramesMissing() + frames);
            window.setChanged(true);
        }
    }

    static void add(WindowState window, FrameFaces frame) {
        int faces = frame.getFaces().size();
        window.setFramesAnalysed(window.getFramesAnalysed() + 1);
        window.setFacesDetected(window.getFacesDetected() + faces);
        window.setPeakOccupancy(Math.max(window.getPeakOccupancy(), faces));
        window.setChanged(true);
        for (ModelUse model : frame.getModels()) {
            if (!window.getModels().contains(model)) {
                window.getModels().add(model);
            }
        }
        for (Face face : frame.getFaces()) {
            if (face.getAge() != null && Float.isFinite(face.getAge())) {
                addAge(window, face, Math.min(Math.max(face.getAge(), 0), HIGHEST_AGE));
            }
        }
    }

    private static void addAge(WindowState window, Face face, double age) {
        window.setAgeSum(window.getAgeSum() + Math.round(age * MILLIONTHS));

        int tenths = (int) Math.round(age * TENTHS);
        AgeCount ages = entry(window.getAges(), tenths, AgeCount::getTenths, missing -> new AgeCount(missing, 0L));
        ages.setFaces(ages.getFaces() + 1);

        YearCount years =
                entry(window.getYears(), (int) age, YearCount::getYears, missing -> new YearCount(missing, 0L, 0L, 0L));
        switch (face.getGender()) {
            case FEMALE -> years.setFemale(years.getFemale() + 1);
            case MALE -> years.setMale(years.getMale() + 1);
            case UNKNOWN -> years.setUnknown(years.getUnknown() + 1);
        }
    }

    /** The entry with a key in a list in ascending order of keys; made and put in its place when there is none. */
    private static <T> T entry(List<T> entries, int key, ToIntFunction<T> keyOf, IntFunction<T> make) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keyOf.applyAsInt(entries.get(middle)) < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == entries.size() || keyOf.applyAsInt(entries.get(low)) != key) {
            entries.add(low, make.apply(key));
        }
        return entries.get(low);
    }
}
