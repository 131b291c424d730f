package io.agender.vision.view;

import java.util.OptionalDouble;

/**
 * What a look at a camera's view says.
 *
 * @param look what the picture shows
 * @param likeness how alike it is to what is remembered of the view, -1 to 1; empty where nothing is to be known again
 * @param state what is known of the view now, and what is told of it
 */
public record ViewJudgement(ViewLook look, OptionalDouble likeness, ViewState state) {}
