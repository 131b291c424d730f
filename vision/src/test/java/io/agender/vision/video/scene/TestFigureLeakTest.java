package io.agender.vision.video.scene;

import io.agender.vision.NativeMemory;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class TestFigureLeakTest {

    private static final int WIDTH = 322;
    private static final int HEIGHT = 182;

    @Test
    void should_give_back_what_the_figure_of_the_test_scene_takes() {
        TestScene scene = TestScene.parse("test:faces?people=1&size=322x182&away=1:0-10");
        NativeMemory.shouldNotGrow(() -> {
            try (PointerScope scope = new PointerScope();
                    TestFigure figure = TestFigure.load()) {
                figure.draw(TestFigure.room(WIDTH, HEIGHT), scene.poses(0).get(0));
            }
        });
    }
}
