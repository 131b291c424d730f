package io.agender.launcher.command.cameras;

import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says in agender.summary that a camera is gone for good: a record of its key without a value. */
@Command(
        name = "forget",
        description = {
            "Lets all dashboards forget cameras that are gone for good, with all that they showed of them.",
            "The records stay in the topics as long as those are kept. A camera that still sends comes back at once."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the brokers have the word",
            "2:a wrong option or setting",
            "3:the brokers could not be reached or refused"
        })
final class ForgetCameraCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The cameras.")
    private List<String> ids;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        KafkaConfig kafka = KafkaConfig.from(common.collect(List.of()));
        Reachability.checkBrokers(kafka);
        Reachability.checkTopic(kafka, Topic.SUMMARY);
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                kafka.clientProperties(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            for (String id : ids) {
                producer.send(new ProducerRecord<>(Topic.SUMMARY, id, null)).get();
                spec.commandLine().getOut().println(id + ": forgotten");
            }
        } catch (ExecutionException e) {
            throw Reachability.refused("The brokers don't take the word", e.getCause());
        }
        return ExitCode.OK;
    }
}
