package io.agender.benchmarks.accuracy;

/**
 * What a detector finds where there is no face.
 *
 * @param detector its name in the catalogue
 * @param place what was looked at, as the user wrote it
 * @param pictures how many there are
 * @param withFaces share of the pictures in which it finds a face, 0 to 1
 * @param faces how many it finds in all of them
 */
record FalseFaces(String detector, String place, int pictures, Interval withFaces, int faces) {}
