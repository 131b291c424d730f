package io.agender.vision.image;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.split;

import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Turns pictures into the numbers that a network is fed, as its {@link InputSpec} says. The buffers grow with the
 * largest batch and are used again, so a writer belongs to one thread. It holds no native handle and needs no closing.
 * A network that takes pictures of any size gets them as they come; all of one batch are of the same size.
 */
public final class BlobWriter {

    private static final int CHANNELS = 3;

    /** How many values a pixel can have. */
    private static final int VALUES = 256;

    private final InputSpec input;
    private final boolean anySize;
    private byte[] pixels = new byte[0];
    private float[] values = new float[0];
    private final float[][] tables = new float[CHANNELS][VALUES];
    private FloatBuffer blob = FloatBuffer.allocate(0);

    private BlobWriter(InputSpec input, boolean anySize) {
        this.input = input;
        this.anySize = anySize;
    }

    /** A writer for pictures of the input's size. */
    public static BlobWriter of(InputSpec input) {
        return new BlobWriter(input, false);
    }

    /** A writer for pictures of any size; the input's own is not looked at. */
    public static BlobWriter ofAnySize(InputSpec input) {
        return new BlobWriter(input, true);
    }

    /**
     * Writes a batch.
     *
     * @param pictures 8-bit BGR pictures of the input's size
     * @return a direct buffer with one picture after the other, from position 0 to its limit; good until the next call
     */
    public FloatBuffer write(List<Mat> pictures) {
        makeRoom(
                pictures.size(),
                pictures.isEmpty()
                        ? 0
                        : numbers(pictures.get(0).cols(), pictures.get(0).rows()));
        for (Mat picture : pictures) {
            require(picture);
            if (input.layout() == Layout.NCHW && input.stretch() == Stretch.NONE) {
                addPlanes(picture);
            } else {
                picture.data().get(pixels);
                add(pixels);
            }
        }
        return blob.flip();
    }

    /**
     * Writes a batch, as {@link #write} does.
     *
     * @param pictures BGR pictures of the input's size, rows from the top, three bytes for each pixel
     */
    public FloatBuffer writePixels(List<byte[]> pictures) {
        makeRoom(pictures.size(), numbers(input.width(), input.height()));
        for (byte[] picture : pictures) {
            if (picture.length != values.length) {
                throw new IllegalArgumentException("not the pixels of a BGR picture of " + input.width() + " x "
                        + input.height() + " pixels: " + picture.length + " bytes");
            }
            add(picture);
        }
        return blob.flip();
    }

    private static int numbers(int width, int height) {
        return width * height * CHANNELS;
    }

    private void makeRoom(int pictures, int numbers) {
        if (values.length != numbers) {
            pixels = new byte[numbers];
            values = new float[numbers];
        }
        int size = pictures * numbers;
        if (blob.capacity() < size) {
            blob = ByteBuffer.allocateDirect(size * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
        blob.clear();
    }

    private void add(byte[] picture) {
        fillTables(picture);
        arrange(picture);
        blob.put(values);
    }

    /** OpenCV's vector instructions do this four times as fast as a loop over a table. */
    private void addPlanes(Mat picture) {
        int plane = picture.rows() * picture.cols();
        int at = blob.position();
        try (PointerScope call = new PointerScope()) {
            FloatPointer numbers = new FloatPointer(blob.rewind());
            MatVector channels = new MatVector();
            split(picture, channels);
            for (int channel = 0; channel < CHANNELS; channel++) {
                int from = input.colours() == ColourOrder.BGR ? channel : CHANNELS - 1 - channel;
                Mat target = new Mat(
                        picture.rows(), picture.cols(), CV_32FC1, numbers.getPointer(at + (long) channel * plane));
                double mean = input.mean().get(channel);
                channels.get(from).convertTo(target, CV_32F, input.scale(), -mean * input.scale());
            }
        }
        blob.position(at + CHANNELS * plane);
    }

    private void require(Mat picture) {
        boolean fits = anySize
                ? numbers(picture.cols(), picture.rows()) == pixels.length
                : picture.cols() == input.width() && picture.rows() == input.height();
        if (!fits || picture.type() != CV_8UC3 || !picture.isContinuous()) {
            throw new IllegalArgumentException("not a BGR picture of " + input.width() + " x " + input.height()
                    + " pixels: " + picture.cols() + " x " + picture.rows() + ", type " + picture.type());
        }
    }

    /** What becomes of each value that a pixel can have, in each channel of the network's input. */
    private void fillTables(byte[] picture) {
        PixelNormalization range = PixelNormalization.of(picture, input.stretch());
        for (int channel = 0; channel < CHANNELS; channel++) {
            float mean = input.mean().get(channel);
            for (int value = 0; value < VALUES; value++) {
                tables[channel][value] = (float) (((value - range.zero()) * range.gain() - mean) * input.scale());
            }
        }
    }

    private void arrange(byte[] picture) {
        boolean planes = input.layout() == Layout.NCHW;
        int step = planes ? 1 : CHANNELS;
        int channelStep = planes ? picture.length / CHANNELS : 1;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int from = input.colours() == ColourOrder.BGR ? channel : CHANNELS - 1 - channel;
            int to = channel * channelStep;
            float[] table = tables[channel];
            for (; from < picture.length; from += CHANNELS, to += step) {
                values[to] = table[picture[from] & 0xff];
            }
        }
    }
}
