package io.agender.launcher.command.bench;

import io.agender.launcher.engine.EngineConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A detector with the size at which it sees frames, as one word: {@code yunet}, {@code yunet@1280}, {@code yunet@24px}.
 *
 * @param name its name in the catalogue
 * @param size the longer side of the picture that it sees, or the smallest face that it must find; empty for its own size
 */
record DetectorAtSize(String name, Optional<String> size) {

    static DetectorAtSize parse(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new DetectorAtSize(text, Optional.empty())
                : new DetectorAtSize(text.substring(0, at), Optional.of(text.substring(at + 1)));
    }

    /** What an engine is to be opened with. Whether that makes sense is told when it is. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(EngineConfig.DETECTOR, name));
        size.ifPresent(text -> settings.put(
                text.chars().allMatch(Character::isDigit) ? EngineConfig.DETECT_SIZE : EngineConfig.DETECT_MIN_FACE,
                text));
        return settings;
    }
}
