package io.agender.benchmarks.accuracy;

/**
 * A detector and a model that are measured together.
 *
 * @param detector its name in the catalogue, with the size at which it sees frames where that is not its own
 * @param model its name in the catalogue
 */
record Contender(String detector, String model) {

    @Override
    public String toString() {
        return detector + " + " + model;
    }
}
