package io.agender.audit;

/**
 * The first place where a topic is not as it must be.
 *
 * @param topic name of the topic
 * @param camera whose records differ
 * @param place which record of the camera: its sequence number or window
 * @param field which field of the record, such as {@code faces[1].age}; {@code record} when it is the record as a whole
 * @param expected what must be there
 * @param found what is there
 */
public record Difference(String topic, String camera, String place, String field, String expected, String found) {

    @Override
    public String toString() {
        return "FIRST DIFFERENCE: " + topic + ", camera " + camera + ", " + place + ", " + field + ": expected "
                + expected + ", found " + found;
    }
}
