package io.agender.launcher.run;

import java.util.Locale;
import java.util.Optional;

/** All windows in one sentence. */
final class SummaryTotal {

    private static final String WITHHELD = "*";

    private SummaryTotal() {}

    /** @param all what the windows come to */
    static String of(SummaryRow all) {
        if (!all.tracked()) {
            return "total: " + all.faces() + " faces in " + all.frames()
                    + " frames; a face counts in every frame that it" + " is in";
        }
        return "total: " + text(all.entered()) + " came in, "
                + people(all.women(), "woman", "women") + ", "
                + people(all.men(), "man", "men")
                + (all.unknown() != null && all.unknown() == 0 ? "" : ", " + text(all.unknown()) + " unknown")
                + (all.stay() == null ? "" : String.format(Locale.ROOT, ", mean stay %.1f s", all.stay()))
                + remaining(all);
    }

    private static String people(Long count, String one, String many) {
        return text(count) + " " + (count != null && count == 1 ? one : many);
    }

    private static String remaining(SummaryRow all) {
        long there = all.entered() == null || all.left() == null ? 0 : all.entered() - all.left();
        return there <= 0 ? "" : ", " + there + " still there";
    }

    /** What was not seen; nothing if all was. */
    static Optional<String> missing(SummaryRow all) {
        return all.missing() == 0
                ? Optional.empty()
                : Optional.of(all.missing() + (all.missing() == 1 ? " frame is missing" : " frames are missing"));
    }

    /** For how long cameras could not see; nothing if they did all the time. */
    static Optional<String> impaired(SummaryRow all) {
        return all.impaired() == 0
                ? Optional.empty()
                : Optional.of("for " + all.impaired() + " s a camera could not see: nobody found is not nobody there");
    }

    private static String text(Long count) {
        return count == null ? WITHHELD : count.toString();
    }
}
