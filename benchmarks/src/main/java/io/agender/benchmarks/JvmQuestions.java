package io.agender.benchmarks;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks the JVM of another process of this user about itself, by its management beans. Whoever opened it closes it. */
final class JvmQuestions implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private JvmQuestions(JMXConnector connector, MBeanServerConnection beans) {
        this.connector = connector;
        this.beans = beans;
    }

    static JvmQuestions to(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                JMXConnector connector =
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
                return new JvmQuestions(connector, connector.getMBeanServerConnection());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("The process " + pid + " can't be asked.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is alive in its heap: it is collected first. */
    long heapBytesAfterCollection() {
        try {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sum of a number over all beans that a pattern names; those that don't have it, or not as a number, count for nothing. */
    double sum(String pattern, String attribute) {
        try {
            double sum = 0;
            for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
                sum += number(name, attribute);
            }
            return sum;
        } catch (JMException e) {
            throw new IllegalArgumentException(pattern, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double number(ObjectName name, String attribute) throws IOException {
        try {
            return beans.getAttribute(name, attribute) instanceof Number number && !Double.isNaN(number.doubleValue())
                    ? number.doubleValue()
                    : 0;
        } catch (JMException e) {
            return 0; // ended since it was listed, or another kind
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The other end is gone already.
        }
    }
}
