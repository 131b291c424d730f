package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.embedded.BrokerConfig;
import io.agender.embedded.EmbeddedBroker;
import io.agender.schemas.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTrimmerIT {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.FRAMES, 0);
    private static final String GROUP = "processor";

    @TempDir
    Path folder;

    @Test
    void should_drop_frames_that_are_both_analysed_and_drawn_and_no_other() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(folder));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topic.FRAMES, 1, (short) 1)))
                    .all()
                    .get();
            FrameTrimmer trimmer = new FrameTrimmer(admin, GROUP);
            send(broker, 5);

            trimmer.trim(Map.of());
            assertThat(first(admin)).as("nothing is analysed yet").isZero();

            admin.alterConsumerGroupOffsets(GROUP, Map.of(PARTITION, new OffsetAndMetadata(4)))
                    .all()
                    .get();
            trimmer.trim(Map.of());
            assertThat(first(admin)).as("four are analysed just now").isZero();

            trimmer.trim(Map.of(PARTITION, 2L));
            assertThat(first(admin)).as("four are analysed, two are drawn").isEqualTo(2);

            trimmer.trim(Map.of(PARTITION, 5L));
            assertThat(first(admin)).as("four are analysed, five are drawn").isEqualTo(4);
        }
    }

    private static void send(EmbeddedBroker broker, int frames) {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (int frame = 0; frame < frames; frame++) {
                producer.send(new ProducerRecord<>(Topic.FRAMES, "lobby", "frame"));
            }
        }
    }

    private static long first(Admin admin) throws Exception {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.earliest()))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }
}
