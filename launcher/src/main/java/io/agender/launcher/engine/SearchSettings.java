package io.agender.launcher.engine;

import io.agender.runtime.config.SettingsException;
import io.agender.vision.engine.SearchSize;
import io.agender.vision.geometry.FaceSize;
import io.agender.vision.geometry.FrameRegion;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** Reads what the settings say of how large the detector sees frames. */
final class SearchSettings {

    private static final String AUTO = "auto";

    private SearchSettings() {}

    static SearchSize read(AbstractConfig config) {
        Optional<String> size = Optional.ofNullable(config.getString(EngineConfig.DETECT_SIZE));
        Optional<FaceSize> face = Optional.ofNullable(config.getString(EngineConfig.DETECT_MIN_FACE))
                .map(FaceSize::parse);
        Optional<FrameRegion> region = Optional.ofNullable(config.getString(EngineConfig.DETECT_REGION))
                .map(FrameRegion::parse);
        boolean auto = size.map(AUTO::equalsIgnoreCase).orElse(face.isPresent());
        if (auto && face.isEmpty()) {
            throw new SettingsException(EngineConfig.DETECT_SIZE + " is auto, so " + EngineConfig.DETECT_MIN_FACE
                    + " must say how small a face is to be found.");
        }
        if (!auto && face.isPresent()) {
            throw new SettingsException("Set " + EngineConfig.DETECT_SIZE + " or " + EngineConfig.DETECT_MIN_FACE
                    + ", not both: the one follows from the other.");
        }
        if (region.isPresent() && size.isEmpty() && face.isEmpty()) {
            throw new SettingsException(EngineConfig.DETECT_REGION + " says where small faces are looked for, so "
                    + EngineConfig.DETECT_SIZE + " or " + EngineConfig.DETECT_MIN_FACE
                    + " must say how small they are.");
        }
        return new SearchSize(
                auto || size.isEmpty() ? OptionalInt.empty() : OptionalInt.of(pixels(size.get())), face, region);
    }

    static void checkSize(String name, Object value) {
        if (value == null || AUTO.equalsIgnoreCase((String) value)) {
            return;
        }
        int pixels = pixels((String) value);
        if (pixels < SearchSize.MIN_PIXELS || pixels > SearchSize.MAX_PIXELS) {
            throw new ConfigException(name + " must be auto or a number of pixels between " + SearchSize.MIN_PIXELS
                    + " and " + SearchSize.MAX_PIXELS + ", not " + value + ".");
        }
    }

    static void checkFace(String name, Object value) {
        check(name, value, FaceSize::parse);
    }

    static void checkRegion(String name, Object value) {
        check(name, value, FrameRegion::parse);
    }

    private static void check(String name, Object value, Function<String, ?> parser) {
        if (value != null) {
            try {
                parser.apply((String) value);
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name + ": " + e.getMessage() + ".");
            }
        }
    }

    /** -1 for what is no number. */
    private static int pixels(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
