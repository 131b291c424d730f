package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookPlanTest {

    /** A square input of fixed size, which finds faces of a twentieth of it and more. */
    private static final Sight FIXED = new Sight(192, 192, false, 9, 120);

    private static final Sight ANY = new Sight(512, 512, true, 30, 400);

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        // size wanted, frame, looks, longer side of the last one in its input, scale
        " 192,  640,  360,  1,  192, 0.3,  'the own size is one look'",
        " 100,  640,  360,  1,  192, 0.3,  'a fixed input is never smaller'",
        " 400,  640,  360,  7,  192, 0.625, 'tiles of 307 pixels: 3 x 2, and the whole frame'",
        " 192,  192,  192,  1,  192, 1,    'a frame of the size of the input'",
        " 192,  100,  100,  1,  192, 1.92, 'a small frame is enlarged anyway'",
        "2000,  100,  100,  5,  192, 2,    'no more than twice the pixels of a frame'",
    })
    void should_cut_a_frame_into_tiles_for_a_fixed_input(
            int size, int width, int height, int looks, int longer, double scale, String remark) {
        LookPlan plan = LookPlan.of(FIXED, (double) size / Math.max(width, height), Optional.empty(), width, height);

        assertThat(plan.looks()).as(remark).hasSize(looks);
        assertThat(plan.scale()).isCloseTo(scale, within(1e-9));
        assertThat(plan.looks().get(0).area()).isEqualTo(new PixelRect(0, 0, width, height));
        assertThat(plan.looks().get(looks - 1).longerSide()).isLessThanOrEqualTo(longer);
    }

    @ParameterizedTest(name = "{6}")
    @CsvSource({
        " 512, 1920, 1080,  1,  512, 0.26667, 'the own size is one look'",
        " 320, 1920, 1080,  1,  320, 0.16667, 'and so is a smaller one'",
        " 640, 1280,  720,  1,  640, 0.5,     'and a larger one, if it finds faces as high as the frame'",
        "1280, 1280,  720,  2, 1280, 1,       'else large ones are found in the whole frame at its own size'",
        "3840, 3840, 2160,  8, 0,    1,       'what would take too much memory is cut into tiles'",
    })
    void should_see_a_larger_picture_where_the_network_takes_any(
            int size, int width, int height, int looks, int longer, double scale, String remark) {
        LookPlan plan = LookPlan.of(ANY, (double) size / Math.max(width, height), Optional.empty(), width, height);

        assertThat(plan.looks()).as(remark).hasSize(looks);
        assertThat(plan.scale()).isCloseTo(scale, within(1e-4));
        if (longer > 0) {
            assertThat(plan.looks().get(looks - 1).longerSide()).isEqualTo(longer);
        }
        assertThat(plan.looks()).allMatch(look -> look.longerSide() <= LookPlan.MAX_LOOK);
    }

    @Test
    void should_look_closely_at_the_region_only_and_at_the_whole_frame_as_always() {
        FrameRegion band = new FrameRegion(0, 0.4, 1, 0.2);

        LookPlan everywhere = LookPlan.of(FIXED, 0.5, Optional.empty(), 1920, 1080);
        LookPlan there = LookPlan.of(FIXED, 0.5, Optional.of(band), 1920, 1080);

        assertThat(there.looks()).hasSizeLessThan(everywhere.looks().size() / 2);
        assertThat(there.looks().get(0).area()).isEqualTo(new PixelRect(0, 0, 1920, 1080));
        assertThat(there.looks().stream().skip(1))
                .allMatch(look ->
                        look.area().y() >= 432 && look.area().y() + look.area().height() <= 648);
    }

    @Test
    void should_take_more_levels_where_that_needs_fewer_looks() {
        LookPlan plan = LookPlan.of(FIXED, 9.0 / 24, Optional.empty(), 3840, 2160);

        assertThat(plan.looks().stream().mapToDouble(Look::scale).distinct().count())
                .as("whole, between, finest")
                .isEqualTo(3);
        assertThat(plan.looks())
                .as("with one level more than the whole frame it is 73")
                .hasSizeLessThan(65);
    }

    /**
     * What the plan is for: a face of the smallest size or larger, anywhere, lies whole in a look that shows it neither too
     * small nor, but for the whole frame, too large, and has something of the frame around it there.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void should_show_every_face_of_the_size_whole_in_at_least_one_look(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Sight sight = sight(random);
            int width = 16 + random.nextInt(4200);
            int height = 16 + random.nextInt(2400);
            double size = sight.smallest() / (0.05 + 1.9 * random.nextDouble());
            LookPlan plan = LookPlan.of(sight, sight.smallest() / size, region(random), width, height);
            double smallest = sight.smallest() / plan.scale();
            for (int face = 0; face < 40; face++) {
                double side = smallest * Math.pow(Math.max(1, height / smallest), random.nextDouble());
                // What is smaller than the frame can be anywhere in it; what the whole frame shows needs no tile.
                double x = (width - side) * random.nextDouble();
                double y = (height - side) * random.nextDouble();
                PixelRect close = plan.looks().get(plan.looks().size() - 1).area();
                boolean tiled = plan.looks().size() > 1;
                if (side > width || tiled && !inRegion(plan, x, y, side)) {
                    continue;
                }
                assertThat(plan.looks())
                        .as("a face of %s at %s, %s in %s x %s, finest %s, %s", side, x, y, width, height, close, sight)
                        .anyMatch(look -> shows(look, sight, plan, x, y, side));
            }
        }
    }

    private static boolean shows(Look look, Sight sight, LookPlan plan, double x, double y, double side) {
        boolean whole = look == plan.looks().get(0);
        double seen = side * look.scale();
        double around = side / 8;
        return seen >= sight.smallest() * (1 - 1e-6)
                && (whole || seen <= sight.largest() * (1 + 1e-6))
                && near(look.area().x(), x, around, 0)
                && near(look.area().y(), y, around, 0)
                && near(-look.area().x() - look.area().width(), -x - side, around, -plan.frameWidth())
                && near(-look.area().y() - look.area().height(), -y - side, around, -plan.frameHeight());
    }

    /** Whether an edge of a look is the frame's, or has something around the face. */
    private static boolean near(double edge, double face, double around, double frame) {
        return edge == frame || edge <= face - around;
    }

    /** Regions cut faces at their edges; those are not promised. */
    private static boolean inRegion(LookPlan plan, double x, double y, double side) {
        double left = plan.frameWidth();
        double top = plan.frameHeight();
        double right = 0;
        double bottom = 0;
        for (Look look : plan.looks().subList(1, plan.looks().size())) {
            left = Math.min(left, look.area().x());
            top = Math.min(top, look.area().y());
            right = Math.max(right, look.area().x() + look.area().width());
            bottom = Math.max(bottom, look.area().y() + look.area().height());
        }
        double around = side / 8;
        return (left == 0 || x - around >= left)
                && (top == 0 || y - around >= top)
                && (right == plan.frameWidth() || x + side + around <= right)
                && (bottom == plan.frameHeight() || y + side + around <= bottom);
    }

    private static Sight sight(Random random) {
        int side = 128 + random.nextInt(512);
        double smallest = side * (0.04 + 0.2 * random.nextDouble());
        return new Sight(
                side + random.nextInt(100),
                side,
                random.nextBoolean(),
                smallest,
                smallest * (2 + 8 * random.nextDouble()));
    }

    private static Optional<FrameRegion> region(Random random) {
        if (random.nextInt(3) > 0) {
            return Optional.empty();
        }
        double x = 0.5 * random.nextDouble();
        double y = 0.5 * random.nextDouble();
        return Optional.of(new FrameRegion(x, y, (1 - x) * (0.3 + 0.7 * random.nextDouble()), (1 - y) * 0.9));
    }
}
