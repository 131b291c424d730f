package io.agender.launcher.service;

import io.agender.vision.NativeUse;
import io.agender.vision.engine.VisionEngine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.ToDoubleFunction;

/** What the process uses: heap, collector, threads, processor, open files, and memory outside the heap. */
final class ProcessMetrics implements AutoCloseable {

    /** Gauge: native objects, such as pictures and networks, that are not freed yet. */
    static final String OBJECTS = "agender.native.objects";

    /** Gauge: what they hold, in bytes, as far as they tell. */
    static final String BYTES = "agender.native.bytes";

    /** Gauge: physical memory of the whole process, in bytes. */
    static final String RESIDENT = "agender.process.resident.bytes";

    private final JvmGcMetrics collector;

    private ProcessMetrics(JvmGcMetrics collector) {
        this.collector = collector;
    }

    static ProcessMetrics bindTo(MeterRegistry meters) {
        JvmGcMetrics collector = new JvmGcMetrics();
        collector.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        gauge(OBJECTS, "Native objects that are not freed yet.", NativeUse::objects, meters);
        gauge(BYTES, "Bytes that native objects hold.", NativeUse::bytes, meters);
        gauge(RESIDENT, "Physical memory of the process.", NativeUse::processBytes, meters);
        return new ProcessMetrics(collector);
    }

    private static void gauge(
            String name, String description, ToDoubleFunction<NativeUse> value, MeterRegistry meters) {
        Gauge.builder(name, () -> value.applyAsDouble(VisionEngine.nativeUse()))
                .description(description)
                .register(meters);
    }

    @Override
    public void close() {
        collector.close();
    }
}
