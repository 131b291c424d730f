package io.agender.benchmarks.accuracy;

/**
 * A detector and a model that are measured together.
 *
 * @param detector its name in the catalogue
 * @param model its name in the catalogue
 */
record Contender(String detector, String model) {

    @Override
    public String toString() {
        return detector + " + " + model;
    }
}
