package io.agender.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.agender.embedded.PlatformConfig;
import io.agender.schemas.SummaryField;
import org.apache.kafka.streams.state.KeyValueStore;

/** The plan of the house (docs/adr/001 and 027), kept over all classes. */
@AnalyzeClasses(
        packages = "io.agender",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** Leaves out the tests of other rooms that a whole build has packed: the stock option knows their folders only. */
    static final class NoTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] NATIVES = {"org.bytedeco..", "ai.onnxruntime..", "org.opencv.."};
    private static final String[] ROOMS_OF_NATIVES = {
        "io.agender.vision.opencv..",
        "io.agender.vision.onnx..",
        "io.agender.vision.image..",
        "io.agender.vision.video..",
        "io.agender.vision.export.."
    };
    private static final String ENGINE = "io.agender.vision.engine..";
    private static final String[] RECORDS = {"org.apache.kafka..", "org.apache.avro..", "io.agender.schemas.."};

    @ArchTest
    static final ArchRule TEXT_KNOWS_NOTHING_BUT_THE_JDK = classes()
            .that()
            .resideInAPackage("io.agender.text..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.agender.text..")
            .because("every room may use it (docs/adr/023)");

    @ArchTest
    static final ArchRule PROGRAM_KNOWS_NOTHING_BUT_THE_JDK = classes()
            .that()
            .resideInAPackage("io.agender.program..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.sun.security.auth.module..", "io.agender.program..")
            .because("exit codes and files of one user need nothing else");

    @ArchTest
    static final ArchRule ONLY_PROGRAMS_KNOW_EXIT_CODES = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.agender.launcher..", "io.agender.benchmarks..", "io.agender.embedded..", "io.agender.program..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agender.program..")
            .because("a library says what went wrong by its own exceptions; what a program ends with is for programs");

    @ArchTest
    static final ArchRule MODELS_ONLY_DESCRIBE = noClasses()
            .that()
            .resideInAPackage("io.agender.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.bytedeco..",
                    "ai.onnxruntime..",
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "io.agender.vision..")
            .because("descriptors are read by rooms that run no network; what runs one belongs into vision");

    @ArchTest
    static final ArchRule ONNX_PROTOBUFS_STAY_WHERE_ONNX_IS_WRITTEN = noClasses()
            .that()
            .resideOutsideOfPackage("io.agender.conversion.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnx.proto..", "com.google.protobuf..")
            .because("one room writes ONNX files");

    @ArchTest
    static final ArchRule HDF5_STAYS_WITH_THE_FORMATS = noClasses()
            .that()
            .resideOutsideOfPackage("io.agender.conversion.format..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.jhdf..")
            .because("one room reads what is published");

    @ArchTest
    static final ArchRule GRAPHS_KNOW_NO_FORMAT = noClasses()
            .that()
            .resideInAnyPackage("io.agender.conversion.graph..", "io.agender.conversion.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agender.conversion.format..")
            .because("formats are read into graphs, graphs are written as ONNX, never back");

    @ArchTest
    static final ArchRule CONVERTER_KNOWS_NOTHING_BUT_MODELS = noClasses()
            .that()
            .resideInAPackage("io.agender.conversion..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.agender..")
                    .and(not(resideInAnyPackage("io.agender.conversion..", "io.agender.models.."))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "ai.onnxruntime..", "org.apache.kafka..", "org.apache.avro..")
            .because("it turns files into files");

    @ArchTest
    static final ArchRule ONLY_THE_LAUNCHER_CONVERTS = noClasses()
            .that()
            .resideOutsideOfPackages("io.agender.launcher..", "io.agender.conversion..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agender.conversion..")
            .because("services run networks that are there; who fetches models brings a ModelConverter");

    @ArchTest
    static final ArchRule VISION_KNOWS_NO_RECORDS = noClasses()
            .that()
            .resideInAPackage("io.agender.vision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RECORDS)
            .because("the vision library is measured and tested without Kafka; map values in the service instead");

    @ArchTest
    static final ArchRule NATIVES_STAY_IN_VISION = noClasses()
            .that()
            .resideOutsideOfPackages(ROOMS_OF_NATIVES)
            .and()
            .resideOutsideOfPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NATIVES)
            .because("native memory has one owner; hand plain values over the border");

    @ArchTest
    static final ArchRule GEOMETRY_TRACKING_AND_HEADS_ARE_PURE = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.agender.vision.geometry..",
                    "io.agender.vision.track..",
                    "io.agender.vision.view..",
                    "io.agender.vision.head..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOMS_OF_NATIVES)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE)
            .because("geometry, tracking and heads are plain Java; an engine comes in as a Network");

    @ArchTest
    static final ArchRule NATIVE_TYPES_LEAVE_VISION_BY_NO_METHOD = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.agender.vision.engine..")
            .and()
            .arePublic()
            .should()
            .haveRawReturnType(inPackages(NATIVES))
            .because("a handle that leaves the engine has no owner");

    @ArchTest
    static final ArchRule VISION_OFFERS_ITS_ENGINE_ONLY = noClasses()
            .that()
            .resideOutsideOfPackage("io.agender.vision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOMS_OF_NATIVES)
            .because("what vision is built with may change; what the launcher needs of it, VisionEngine and VideoEngine"
                    + " offer as plain values");

    @ArchTest
    static final ArchRule ROOMS_OF_VIDEO_ARE_FREE_OF_CYCLES =
            slices().matching("io.agender.vision.video.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule WHAT_SOURCES_SHARE_KNOWS_NONE_OF_THEM = noClasses()
            .that()
            .resideInAPackage("io.agender.vision.video")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agender.vision.video.*..")
            .because("vision.video holds what all kinds of sources share; a kind belongs into a package in it");

    @ArchTest
    static final ArchRule ONLY_PROGRAMS_OPEN_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackages("io.agender.launcher..", "io.agender.benchmarks..", "io.agender.vision..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE)
            .because("services get what they need through their constructors");

    @ArchTest
    static final ArchRule RUNTIME_AGGREGATOR_AND_DASHBOARD_KNOW_NO_VISION = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.agender.runtime..", "io.agender.schemas..", "io.agender.aggregator..", "io.agender.dashboard..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.agender.vision..", "io.agender.models..")
            .because("records and networks meet only in frame-producer and inference-processor");

    @ArchTest
    static final ArchRule EMBEDDED_PLATFORM_IS_KAFKA_AND_NOTHING_OF_OURS_BUT_ITS_LIFECYCLE = noClasses()
            .that()
            .resideInAPackage("io.agender.embedded..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.agender..")
                    .and(not(resideInAnyPackage(
                            "io.agender.embedded..",
                            "io.agender.program..",
                            "io.agender.runtime..",
                            "io.agender.schemas.."))))
            .because("run, bench and tests start it for whatever they like");

    @ArchTest
    static final ArchRule KAFKAS_SERVER_STAYS_IN_THE_EMBEDDED_PLATFORM = noClasses()
            .that()
            .resideOutsideOfPackage("io.agender.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..", "scala..")
            .because("all others are clients of whatever broker there is");

    @ArchTest
    static final ArchRule ONLY_PROGRAMS_START_A_PLATFORM = noClasses()
            .that()
            .resideOutsideOfPackages("io.agender.launcher..", "io.agender.benchmarks..", "io.agender.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agender.embedded..")
            .because("a service connects to the brokers that its settings name");

    @ArchTest
    static final ArchRule ONLY_TESTS_OPEN_A_PLATFORM_TO_ALL = noClasses()
            .should()
            .callMethod(PlatformConfig.class, "withoutLogin")
            .because("other users of a machine reach its loopback address too (docs/adr/025)");

    @ArchTest
    static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "io.agender.(producer|inference|aggregator|dashboard|notifier)..")
            .should()
            .notDependOnEachOther()
            .because("services meet in topics");

    @ArchTest
    static final ArchRule ROOMS_OF_THE_DASHBOARD_KNOW_NONE_ABOVE = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("the start")
            .definedBy("io.agender.dashboard")
            .layer("topic")
            .definedBy("io.agender.dashboard.topic..")
            .layer("http")
            .definedBy("io.agender.dashboard.http..")
            .layer("report")
            .definedBy("io.agender.dashboard.report..")
            .layer("state")
            .definedBy("io.agender.dashboard.state..")
            .layer("picture")
            .definedBy("io.agender.dashboard.picture..")
            .layer("view")
            .definedBy("io.agender.dashboard.view..")
            .layer("config")
            .definedBy("io.agender.dashboard.config..")
            .whereLayer("the start")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("topic")
            .mayOnlyBeAccessedByLayers("the start")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("the start")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("the start", "topic", "http")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("the start", "topic", "http")
            .whereLayer("picture")
            .mayOnlyBeAccessedByLayers("the start", "topic", "http")
            .whereLayer("view")
            .mayOnlyBeAccessedByLayers("the start", "topic", "http", "state", "report")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("the start", "http", "state", "view")
            .because("records go from the topics into state and pictures, and answers come out of those");

    @ArchTest
    static final ArchRule CAMERAS_KNOW_WHAT_IS_BELOW_THEM_ONLY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.agender.producer..")
            .layer("cameras")
            .definedBy("io.agender.producer")
            .layer("sources")
            .definedBy("io.agender.producer.source..")
            .layer("delivery")
            .definedBy("io.agender.producer.delivery..")
            .layer("status")
            .definedBy("io.agender.producer.status..")
            .whereLayer("cameras")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("sources")
            .mayOnlyBeAccessedByLayers("cameras")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("cameras", "sources")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("cameras", "sources", "delivery")
            .because("frames go down from the sources, and what there is to tell is asked for; hand a listener or a"
                    + " signal in instead of reaching back up");

    @ArchTest
    static final ArchRule ROOMS_OF_THE_AGGREGATOR_KNOW_NONE_ABOVE = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("the topology")
            .definedBy("io.agender.aggregator")
            .layer("window")
            .definedBy("io.agender.aggregator.window..")
            .layer("period")
            .definedBy("io.agender.aggregator.period..")
            .layer("privacy")
            .definedBy("io.agender.aggregator.privacy..")
            .layer("estimate")
            .definedBy("io.agender.aggregator.estimate..")
            .layer("config")
            .definedBy("io.agender.aggregator.config..")
            .whereLayer("the topology")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("window")
            .mayOnlyBeAccessedByLayers("the topology")
            .whereLayer("period")
            .mayOnlyBeAccessedByLayers("the topology", "window")
            .whereLayer("privacy")
            .mayOnlyBeAccessedByLayers("window", "period")
            .whereLayer("estimate")
            .mayOnlyBeAccessedByLayers("the topology")
            .because("frames are counted in windows, windows are summed up in periods, and of both is withheld");

    @ArchTest
    static final ArchRule SUMS_KNOW_NO_KAFKA = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.agender.aggregator.window..",
                    "io.agender.aggregator.period..",
                    "io.agender.aggregator.privacy..",
                    "io.agender.aggregator.estimate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because(
                    "what is computed follows from the frames alone; the processors beside the topology keep and send it");

    @ArchTest
    static final ArchRule TOPICS_ARE_READ_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackages("io.agender.schemas.reader..", "io.agender.runtime..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.kafka.clients.consumer.KafkaConsumer")
            .because("who looks at a topic uses a TopicReader; Kafka Streams has its consumers from the runtime");

    @ArchTest
    static final ArchRule KEYS_ARE_DELETED_WHERE_IT_WAS_THOUGHT_OF = noClasses()
            .that()
            .doNotHaveSimpleName("KeepSettingsProcessor")
            .and()
            .doNotHaveSimpleName("SumSiteProcessor")
            .and()
            .doNotHaveSimpleName("PendingQueue")
            .should()
            .callMethod(KeyValueStore.class, "delete", Object.class)
            .because("a store that is kept over a kill may bring deleted keys back: take it out of DeletedKeys.NEVER_IN"
                    + " first (docs/adr/010)");

    @ArchTest
    static final ArchRule WEB_SERVERS_STAY_WHERE_THEY_SERVE = noClasses()
            .that()
            .resideOutsideOfPackages("io.agender.dashboard..", "io.agender.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "kotlin..")
            .because("pages are the dashboard's, health and metrics the runtime's (docs/adr/015)");

    @ArchTest
    static final ArchRule MQTT_STAYS_WITH_THE_OUTLETS = noClasses()
            .that()
            .resideOutsideOfPackage("io.agender.notifier.outlet..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho..")
            .because("another client must be one class");

    @ArchTest
    static final ArchRule RULES_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("io.agender.notifier.rule..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.agender.notifier.outlet..", "org.apache.kafka..", "java.io..", "java.net..", "java.nio.file..")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("ids of alerts must follow from the records alone");

    @ArchTest
    static final ArchRule PARQUET_STAYS_IN_THE_EXPORT = noClasses()
            .that()
            .resideOutsideOfPackage("io.agender.launcher.export..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("blue.strategic..", "org.apache.parquet..", "org.apache.hadoop..")
            .because("what writes Parquet is large and may change; the others hand it rows");

    @ArchTest
    static final ArchRule THE_AUDIT_SHARES_NO_CODE_WITH_WHAT_IT_CHECKS = noClasses()
            .that()
            .resideInAPackage("io.agender.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.agender.producer..",
                    "io.agender.inference..",
                    "io.agender.aggregator..",
                    "io.agender.dashboard..",
                    "io.agender.runtime..",
                    "io.agender.vision..",
                    "io.agender.schemas.rows..",
                    "io.agender.schemas.calendar..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(SummaryField.class)
            .because("a checker that calls the services, or goes by the rules they go by, agrees with their mistakes");

    @ArchTest
    static final ArchRule WORDS_OF_THE_AUDIT_KNOW_NONE_OF_ITS_ROOMS = noClasses()
            .that()
            .resideInAPackage("io.agender.audit")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agender.audit.*..")
            .because("what is computed again in one room is not known in another, but by the door");

    @ArchTest
    static final ArchRule ONLY_THE_LAUNCHER_KNOWS_THE_BENCHMARKS = noClasses()
            .that()
            .resideOutsideOfPackages("io.agender.launcher..", "io.agender.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agender.benchmarks..")
            .because("what measures a thing is no part of it");

    @ArchTest
    static final ArchRule THE_PROGRAM_IS_WITHOUT_JMH = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.openjdk.jmh..")
            .because("what measures with it is in the tests of benchmarks");

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_THE_LAUNCHER = noClasses()
            .that()
            .resideOutsideOfPackage("io.agender.launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agender.launcher..")
            .because("the launcher puts the house together");

    @ArchTest
    static final ArchRule ONLY_MAINS_END_THE_JVM = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.agender.launcher.Main")
            .and()
            .doNotHaveFullyQualifiedName("io.agender.embedded.RegistryHost")
            .should()
            .callMethod(System.class, "exit", int.class)
            .because("a service that ends the JVM can't be tested or run beside another");

    @ArchTest
    static final ArchRule ONLY_THE_LAUNCHER_SEES_THE_ENVIRONMENT = noClasses()
            .that()
            .resideOutsideOfPackage("io.agender.launcher..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("settings come in through constructors");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = noFields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.agender.schemas..")
            .should()
            .notBeFinal()
            .because("two instances in one JVM must not share state");

    @ArchTest
    static final ArchRule NO_VAGUE_NAMES = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("a name says what a thing is");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().matching("io.agender.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(type(Main.class), alwaysTrue())
            .because("each package is a room of its own, the one with the name of the module as well");

    private static DescribedPredicate<JavaClass> inPackages(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }
}
