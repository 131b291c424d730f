package io.agender.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;

class OfflineLeadersMetadataTest {

    private static final ListenerName LISTENER = ListenerName.forSecurityProtocol(SecurityProtocol.PLAINTEXT);
    private static final Uuid TOPIC = Uuid.randomUuid();
    private static final int NO_LEADER = -1;
    private static final int LED = 0;
    private static final int OFFLINE = 1;
    private static final int UNKNOWN = 2;

    private final OfflineLeadersMetadata metadata = new OfflineLeadersMetadata(1, () -> KRaftVersion.LATEST_PRODUCTION);

    @Test
    void should_say_that_a_partition_without_a_leader_has_no_node_and_of_one_that_is_not_there_nothing() {
        metadata.setImage(image());
        assertThat(metadata.getPartitionLeaderEndpoint("notes", OFFLINE, LISTENER))
                .contains(Node.noNode());
        assertThat(metadata.getPartitionLeaderEndpoint("notes", UNKNOWN, LISTENER))
                .isEmpty();
        assertThat(metadata.getPartitionLeaderEndpoint("others", OFFLINE, LISTENER))
                .isEmpty();
    }

    @Test
    void should_name_the_leader_that_there_is() {
        metadata.setImage(image());
        assertThat(metadata.getPartitionLeaderEndpoint("notes", LED, LISTENER).map(Node::id))
                .contains(1);
    }

    @Test
    void should_still_be_needed() {
        KRaftMetadataCache ofKafka = new KRaftMetadataCache(1, () -> KRaftVersion.LATEST_PRODUCTION);
        ofKafka.setImage(image());
        assertThat(ofKafka.getPartitionLeaderEndpoint("notes", OFFLINE, LISTENER))
                .as("KAFKA-20734; if Kafka has mended it, KafkaNode and OfflineLeadersMetadata can go")
                .isEmpty();
    }

    private static MetadataImage image() {
        MetadataDelta delta =
                new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        RegisterBrokerRecord broker = new RegisterBrokerRecord().setBrokerId(1).setFenced(false);
        broker.endPoints()
                .add(new RegisterBrokerRecord.BrokerEndpoint()
                        .setName(LISTENER.value())
                        .setHost("127.0.0.1")
                        .setPort(9092)
                        .setSecurityProtocol(SecurityProtocol.PLAINTEXT.id));
        delta.replay(broker);
        delta.replay(new TopicRecord().setName("notes").setTopicId(TOPIC));
        delta.replay(partition(LED, 1));
        delta.replay(partition(OFFLINE, NO_LEADER));
        return delta.apply(MetadataProvenance.EMPTY);
    }

    private static PartitionRecord partition(int number, int leader) {
        return new PartitionRecord()
                .setTopicId(TOPIC)
                .setPartitionId(number)
                .setReplicas(List.of(1))
                .setIsr(List.of(1))
                .setLeader(leader)
                .setDirectories(List.of(Uuid.randomUuid()));
    }
}
