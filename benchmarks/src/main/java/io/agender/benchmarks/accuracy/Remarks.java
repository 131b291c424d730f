package io.agender.benchmarks.accuracy;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What is told of single pictures: of each kind the first few, and how many more there are; nothing twice. */
final class Remarks {

    private static final int MAX_TOLD = 10;

    private final Map<Kind, Set<String>> remarks = new EnumMap<>(Kind.class);

    private enum Kind {
        LEFT_OUT,
        SEVERAL_FACES,
        NO_FACE
    }

    /** @param sentences each says what is left out, and why */
    void leftOut(Collection<String> sentences) {
        sentences.forEach(sentence -> add(Kind.LEFT_OUT, sentence));
    }

    /** What a detector saw where one face is labelled. */
    void seen(String detector, LabelledFace face, FaceAnswer answer) {
        if (answer.faces() > 1) {
            add(
                    Kind.SEVERAL_FACES,
                    detector + " finds " + answer.faces() + " faces in " + face.picture()
                            + "; the one that is large and in the middle counts.");
        } else if (!answer.found()) {
            add(Kind.NO_FACE, detector + " finds no face in " + face.picture() + ".");
        }
    }

    private void add(Kind kind, String sentence) {
        remarks.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(sentence);
    }

    void tell(PrintWriter to) {
        remarks.values().forEach(kind -> {
            kind.stream().limit(MAX_TOLD).forEach(to::println);
            if (kind.size() > MAX_TOLD) {
                to.println("… and " + (kind.size() - MAX_TOLD) + " more of that kind.");
            }
        });
        to.flush();
    }
}
