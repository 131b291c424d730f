package io.agender.verification;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How much is done to the pipeline: the short form is part of every build, the long one is asked for.
 *
 * @param cameras how many send frames
 * @param framesEach about how many each of them sends
 * @param kills how often each of the services is killed
 * @param rounds how often what takes long is repeated
 * @param idle after how much silence the windows of a camera close, where it is told apart from outages
 * @param brokerAway how long there is no broker
 * @param processorsAway how long there is no processor, and for a third of it no aggregator
 * @param badRecords how many records are spoilt
 * @param playing how long many cameras play
 * @param seed of frames and random moments
 */
record ProofForm(
        int cameras,
        int framesEach,
        int kills,
        int rounds,
        Duration idle,
        Duration brokerAway,
        Duration processorsAway,
        int badRecords,
        Duration playing,
        long seed) {

    /** How long cameras are to play, where the system property {@code proof.minutes} says so. */
    static Optional<Duration> minutes() {
        String asked = System.getProperty("proof.minutes", "");
        return asked.isBlank() ? Optional.empty() : Optional.of(Duration.ofMinutes(Long.parseLong(asked.strip())));
    }

    /** As the system properties {@code proof.form} and {@code proof.seed} say; prints the seed. */
    static ProofForm asAsked() {
        String form = System.getProperty("proof.form", "short");
        String asked = System.getProperty("proof.seed", "");
        long seed = asked.isBlank() ? System.currentTimeMillis() % 1_000_000 : Long.parseLong(asked.strip());
        System.out.printf(
                Locale.ROOT, "proof: %s form; the same frames and moments again: -Dproof.seed=%d%n", form, seed);
        return switch (form) {
            case "short" ->
                new ProofForm(
                        5,
                        240,
                        3,
                        1,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(39),
                        2_000,
                        minutes().orElse(Duration.ofSeconds(20)),
                        seed);
            case "long" ->
                new ProofForm(
                        6,
                        2_000,
                        30,
                        3,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(70),
                        Duration.ofMinutes(2),
                        20_000,
                        minutes().orElse(Duration.ofMinutes(5)),
                        seed);
            default -> throw new IllegalArgumentException("proof.form is short or long, not " + form);
        };
    }
}
