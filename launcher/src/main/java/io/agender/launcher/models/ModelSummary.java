package io.agender.launcher.models;

import io.agender.models.AttributesSpec;
import io.agender.models.FileState;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One line of the catalogue.
 *
 * @param bytes size of all files; about, when not every size is known; empty when one is not known at all
 * @param exact whether every size is known
 */
public record ModelSummary(ModelDescriptor model, OptionalLong bytes, boolean exact, Availability availability) {

    private static final double MEGABYTE = 1e6;

    /** Whether a model can be used, and if not, what to do about it. */
    public enum Availability {
        BUNDLED("bundled"),
        IN_OPENCV("inside OpenCV"),
        HERE("here"),
        PULL("agender models pull"),
        BRING_YOUR_OWN("bring your own file");

        private final String words;

        Availability(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    static ModelSummary of(ModelCatalog catalog, ModelDescriptor model) {
        long bytes = 0;
        boolean exact = true;
        boolean known = true;
        for (ModelFile file : model.files()) {
            exact &= file.size() != null;
            known &= file.size() != null || file.roughSize() != null;
            bytes += file.size() != null ? file.size() : file.roughSize() != null ? file.roughSize() : 0;
        }
        return new ModelSummary(
                model, known ? OptionalLong.of(bytes) : OptionalLong.empty(), exact, availability(catalog, model));
    }

    private static Availability availability(ModelCatalog catalog, ModelDescriptor model) {
        Set<FileState> states = EnumSet.noneOf(FileState.class);
        model.files().forEach(file -> states.add(catalog.state(file)));
        if (states.contains(FileState.MISSING)) {
            return model.files().stream().allMatch(ModelFile::obtainable)
                    ? Availability.PULL
                    : Availability.BRING_YOUR_OWN;
        }
        if (states.contains(FileState.HERE)) {
            return Availability.HERE;
        }
        return states.contains(FileState.BUNDLED) ? Availability.BUNDLED : Availability.IN_OPENCV;
    }

    /** What the model answers, in words. */
    String answers() {
        return switch (model.kind()) {
            case DETECTOR -> "faces";
            case ATTRIBUTES -> questions();
            case LANDMARKS -> "landmarks";
        };
    }

    private String questions() {
        return String.join(
                        ", ",
                        model.attributes().heads().stream()
                                .filter(head -> !(head instanceof AttributesSpec.Extra))
                                .map(head -> head.question().name())
                                .toList())
                .toLowerCase(Locale.ROOT);
    }

    /** What the model's networks are fed, such as {@code 64 x 64 BGR}; a dash for what takes frames as they are. */
    String input() {
        return model.input()
                .map(input -> input.width() + " x " + input.height() + " " + input.colours())
                .orElse("–");
    }

    /** The size in words, such as {@code 0.4 MB} or {@code about 87 MB}. */
    String size() {
        if (bytes.isEmpty()) {
            return "unknown";
        }
        double megabytes = bytes.getAsLong() / MEGABYTE;
        String number = String.format(Locale.ROOT, megabytes < 10 ? "%.1f MB" : "%.0f MB", megabytes);
        return exact ? number : "about " + number;
    }
}
