package io.agender.vision.track;

import io.agender.vision.HeadPose;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a track has watched: a fold over the sights of its face. A look begins with a sight that watches and lasts as
 * long as the following sights do; when it is as long as it must be, it counts from its beginning. A sight that doesn't
 * tell where the face is turned to neither ends a look nor prolongs it. Nothing is counted before the first sight of a look
 * and after its last, so looks come out shorter by up to a frame at each end. Immutable.
 *
 * @param watched all that counts so far
 * @param look the look that goes on; empty while there is none
 */
public record Attention(Duration watched, Optional<Look> look) {

    /** Of a track that has not watched yet. */
    public static final Attention NONE = new Attention(Duration.ZERO, Optional.empty());

    /**
     * A look that goes on.
     *
     * @param since its first sight
     * @param until its last sight so far
     * @param counted how much of it is counted already
     */
    public record Look(Instant since, Instant until, Duration counted) {

        public Look {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(counted, "counted");
        }

        private boolean goesOnAt(Instant time) {
            return AttentionRules.isBridged(Duration.between(until, time));
        }
    }

    public Attention {
        Objects.requireNonNull(watched, "watched");
        Objects.requireNonNull(look, "look");
    }

    /** After another sight of the face. */
    Attention seen(Optional<HeadPose> pose, Instant time, AttentionRules rules) {
        if (pose.isEmpty()) {
            return this;
        }
        if (!rules.watches(pose.get())) {
            return new Attention(watched, Optional.empty());
        }
        Look now = look.filter(one -> one.goesOnAt(time)).orElse(new Look(time, time, Duration.ZERO));
        Duration length = Duration.between(now.since(), time);
        Duration counted = length.compareTo(rules.minTime()) >= 0 ? length : now.counted();
        return new Attention(
                watched.plus(counted).minus(now.counted()), Optional.of(new Look(now.since(), time, counted)));
    }
}
