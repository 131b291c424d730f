package io.agender.launcher.run;

import com.sun.management.UnixOperatingSystemMXBean;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.lang.management.ManagementFactory;

/**
 * How many files a process may open at the same time. A broker that comes to the end of them loses its records' disk, so
 * a run that will is not begun.
 *
 * @param limit the most that this process may open
 */
public record OpenFiles(long limit) {

    /** Measured: 1583 files with 40 cameras and as many partitions. */
    private static final int PROGRAM = 400;

    private static final int PARTITION = 32;
    private static final int CAMERA = 2;

    /** What the system lets this process open; where it does not tell, as many as it likes. */
    public static OpenFiles ofThisProcess() {
        return new OpenFiles(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        ? system.getMaxFileDescriptorCount()
                        : Long.MAX_VALUE);
    }

    /** Throws {@link CommandException} when the embedded broker of a run and its clients would need more. */
    public void check(RunPlan plan) {
        int cameras = plan.cameras().size();
        int partitions = plan.run().partitions();
        if (!RunPlatform.isExternal(plan.settings())) {
            check(cameras, partitions == 0 ? cameras : partitions);
        }
    }

    void check(int cameras, int partitions) {
        long needed = PROGRAM + (long) PARTITION * partitions + (long) CAMERA * cameras;
        if (needed > limit) {
            throw new CommandException(
                    ExitCode.FILES,
                    cameras + " cameras in " + partitions + " partitions need about " + needed
                            + " open files, and this process may open " + limit
                            + "; allow it more with ulimit -n, or set --partitions lower.");
        }
    }
}
