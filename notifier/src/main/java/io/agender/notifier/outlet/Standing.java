package io.agender.notifier.outlet;

/**
 * How a rule stands with a camera.
 *
 * @param text what the rule says
 * @param dark whether it is about a camera that is dark, rather than about people
 */
public record Standing(String rule, String text, boolean dark, String camera, boolean raised) {}
