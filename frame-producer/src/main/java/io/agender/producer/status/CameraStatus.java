package io.agender.producer.status;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What there is to tell of a camera at one moment.
 *
 * @param cameraId the camera
 * @param state where it stands
 * @param live whether its source is live; false before it was opened
 * @param waiting whether the brokers or the registry have been silent for seconds
 * @param trouble why the source is lost
 * @param expected how many frames there will be, where that is known; an estimate
 * @param sent frames handed to Kafka's client
 * @param acknowledged frames that the brokers have
 * @param unanswered frames that Kafka's client has and the brokers have not answered for; after the end, nobody knows of
 *     them
 * @param dropped frames that the source gave and that the brokers will never have; their sequence numbers are missing
 * @param reconnects how often a lost source was opened again
 * @param unreadable frames of the source that can't be read; their sequence numbers are missing
 */
public record CameraStatus(
        String cameraId,
        CaptureState state,
        boolean live,
        boolean waiting,
        Optional<String> trouble,
        OptionalLong expected,
        long sent,
        long acknowledged,
        long unanswered,
        long dropped,
        long reconnects,
        long unreadable) {}
