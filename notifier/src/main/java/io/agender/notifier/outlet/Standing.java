package io.agender.notifier.outlet;

/**
 * How a rule stands with a camera.
 *
 * @param text what the rule says
 * @param trouble whether it is about the camera, dark or without sight, rather than about people
 */
public record Standing(String rule, String text, boolean trouble, String camera, boolean raised) {}
