package io.agender.vision.track;

/**
 * One coordinate that moves: a Kalman filter with position and velocity. Units are the coordinate's own, and seconds.
 *
 * <p>The velocity holds for a while and then fades (an Ornstein-Uhlenbeck process: Uhlenbeck and Ornstein, "On the theory
 * of the Brownian motion", 1930). For times well below {@value #MEMORY_SECONDS} s this is the usual model of constant
 * velocity. Beyond it, a face that is out of sight comes to rest instead of flying off, and its uncertainty grows with
 * the time and not with its cube. One long step gives the same as many short ones, so frames may come irregularly.
 *
 * @param position expected position
 * @param velocity expected velocity, a second
 * @param positionVariance variance of the position
 * @param covariance covariance of position and velocity
 * @param velocityVariance variance of the velocity
 */
public record AxisMotion(
        double position, double velocity, double positionVariance, double covariance, double velocityVariance) {

    /** How long a velocity holds; a walking person turns or stops about once a second in front of a door or a shelf. */
    static final double MEMORY_SECONDS = 1;

    /** Longer steps make no difference but for the size of the numbers. */
    private static final double MAX_STEP_SECONDS = 3600;

    /**
     * A coordinate that was measured once.
     *
     * @param deviation standard deviation of the measurement
     * @param speed standard deviation of the velocity, which is not known yet
     */
    static AxisMotion at(double position, double deviation, double speed) {
        return new AxisMotion(position, 0, deviation * deviation, 0, speed * speed);
    }

    /**
     * Where the coordinate is expected later.
     *
     * @param seconds time that passes, 0 or more
     * @param speed standard deviation of the velocity when nothing is known of it
     */
    AxisMotion after(double seconds, double speed) {
        if (!(seconds > 0)) {
            return this;
        }
        double step = Math.min(seconds, MAX_STEP_SECONDS) / MEMORY_SECONDS;
        double kept = Math.exp(-step);
        double lost = -Math.expm1(-step);
        double way = MEMORY_SECONDS * lost;
        double unknown = speed * speed;
        double drift = unknown * MEMORY_SECONDS * MEMORY_SECONDS * drift(step, lost);
        return new AxisMotion(
                position + way * velocity,
                kept * velocity,
                positionVariance + 2 * way * covariance + way * way * velocityVariance + drift,
                kept * (covariance + way * velocityVariance) + unknown * MEMORY_SECONDS * lost * lost,
                kept * kept * velocityVariance + unknown * lost * (1 + kept));
    }

    /** 2 step - 4 (1 - e^-step) + (1 - e^-2step); its series where that would cancel out. */
    private static double drift(double step, double lost) {
        if (step < 1e-3) {
            return 2 * step * step * step / 3;
        }
        return Math.max(0, 2 * step - 2 * lost - lost * lost);
    }

    /** What is known once the coordinate was measured again, with this standard deviation. */
    AxisMotion measured(double value, double deviation) {
        double total = positionVariance + deviation * deviation;
        double gain = positionVariance / total;
        double velocityGain = covariance / total;
        double innovation = value - position;
        return new AxisMotion(
                position + gain * innovation,
                velocity + velocityGain * innovation,
                (1 - gain) * positionVariance,
                (1 - gain) * covariance,
                Math.max(0, velocityVariance - velocityGain * covariance));
    }
}
