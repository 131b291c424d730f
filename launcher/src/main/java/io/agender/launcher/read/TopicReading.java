package io.agender.launcher.read;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.RecordDecoder;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads a topic as a plan wants it. Records that can't be read are told, counted and passed over, and so are those that
 * were deleted before their turn. Belongs to one thread.
 */
public final class TopicReading {

    private static final String CLIENT_ID = "agender-read";
    private static final int MAX_RECORDS = 500;

    /** Where no end is given, nothing is too long. */
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConfig kafka;
    private final ReadPlan plan;
    private final Consumer<String> warnings;
    private final BooleanSupplier enough;
    private final Clock clock;
    private long written;
    private boolean over;

    /**
     * @param warnings takes a sentence on what is not written
     * @param enough asked again and again whether to end before the plan's end, such as when nobody reads on
     */
    public TopicReading(KafkaConfig kafka, ReadPlan plan, Consumer<String> warnings, BooleanSupplier enough) {
        this.kafka = kafka;
        this.plan = plan;
        this.warnings = warnings;
        this.enough = enough;
        this.clock = Clock.systemUTC();
    }

    /**
     * Reads to the end, or until there is enough.
     *
     * @throws CommandException when some records could not be read; all others are written
     * @throws InterruptException when the thread is interrupted; its flag stays set
     */
    public void run(RecordLines lines) {
        BadRecords bad = new BadRecords((record, why) ->
                warnings.accept(place(record) + " can't be read and is left out: " + why.getMessage()));
        read(lines, bad, plan.follow());
        if (bad.count() > 0) {
            throw new CommandException(
                    ExitCode.FAILURE,
                    bad.count() + (bad.count() == 1 ? " record" : " records") + " can't be read: "
                            + bad.places().stream().map(TopicReading::text).collect(Collectors.joining(", ")) + ".");
        }
    }

    /** Looks at what is there, without a word on what can't be read. */
    public void look(RecordLines lines) {
        read(lines, new BadRecords(), false);
        written = 0;
    }

    private void read(RecordLines lines, BadRecords bad, boolean follow) {
        try (TopicReader reader = new TopicReader(
                        TopicReader.consumer(kafka.clientProperties(Map.of()), CLIENT_ID, MAX_RECORDS), bad);
                RecordDecoder<? extends SpecificRecord> decoder = decoder(bad)) {
            reader.begin(reader.partitions(plan.topic()), plan.start());
            boolean read = false;
            while (!read) {
                try {
                    read = reader.readUntil(
                                    () -> isDone() || (follow ? isOver(reader) : reader.caughtUp()),
                                    follow ? FOR_EVER : PATIENCE,
                                    record -> take(record, decoder, lines, bad))
                            == TopicReader.Outcome.END;
                    requireEnd(read);
                } catch (InvalidOffsetException e) {
                    goOn(reader, e);
                }
            }
        }
    }

    private static void requireEnd(boolean read) {
        if (!read) {
            throw new CommandException(
                    ExitCode.KAFKA,
                    "The brokers have not handed out a record for " + PATIENCE.toSeconds()
                            + " s, and this is not the end of the topic.");
        }
    }

    private void goOn(TopicReader reader, InvalidOffsetException gone) {
        warnings.accept("Records of " + gone.partitions()
                + " were deleted before they were read; going on with the oldest" + " that are left.");
        reader.begin(gone.partitions(), StartPosition.beginning());
    }

    private boolean isDone() {
        return enough.getAsBoolean()
                || plan.limit().isPresent() && written >= plan.limit().getAsLong();
    }

    /** Whether the time is over, and all has been read that was there then. */
    private boolean isOver(TopicReader reader) {
        if (!over && plan.until().map(clock.instant()::isAfter).orElse(false)) {
            over = true;
            reader.lookAhead();
        }
        return over && reader.caughtUp();
    }

    private void take(
            ConsumerRecord<String, byte[]> record,
            RecordDecoder<? extends SpecificRecord> decoder,
            RecordLines lines,
            BadRecords bad) {
        if (isDone() || !plan.wants(record)) {
            return;
        }
        long before = bad.count();
        Optional<SpecificRecord> value = decoder.decode(record).map(SpecificRecord.class::cast);
        if (bad.count() == before) {
            lines.write(record, value);
            written++;
        }
    }

    private RecordDecoder<? extends SpecificRecord> decoder(BadRecords bad) {
        return Topic.valueType(plan.topic())
                .<RecordDecoder<? extends SpecificRecord>>map(type -> decoder(type, bad))
                .orElseGet(() -> new RecordDecoder<SpecificRecord>((topic, bytes) -> null, bad));
    }

    private <T extends SpecificRecord> RecordDecoder<T> decoder(Class<T> type, BadRecords bad) {
        return new RecordDecoder<>(AvroSerdes.deserializer(type, kafka.serdes()), bad);
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition()) + " at offset " + record.offset();
    }

    private static String text(BadRecords.Place place) {
        return place.partition() + ": " + place.count()
                + (place.count() == 1
                        ? " at offset " + place.first()
                        : " from offset " + place.first() + " to " + place.last());
    }
}
