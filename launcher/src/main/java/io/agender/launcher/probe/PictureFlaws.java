package io.agender.launcher.probe;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * What compression, a palette or the dark has done to a picture, as far as its pixels tell. Faces are found and read worse in
 * such pictures; docs/accuracy.md says by how much, and how often pictures of each kind are told from others.
 *
 * @param blocks how much larger the steps between blocks of 8 pixels are than those within; about 1 for a picture without
 * @param grain how much of the unevenness of two pixels is there from one pixel to the next already; about 0.4 for what a lens
 *     has drawn, about 1 for dither and noise
 */
public record PictureFlaws(double blocks, double grain) {

    /** Of untouched pictures one in a hundred has more. */
    private static final double MAX_BLOCKS = 1.8;

    /** As above. */
    private static final double MAX_GRAIN = 0.6;

    /** Blocks of JPEG, and the tiles that grain is looked for in. */
    private static final int TILE = 8;

    /** Added to steps, in levels of brightness, so that plain areas say nothing. */
    private static final double PLAIN_STEP = 0.05;

    private static final double PLAIN_GRAIN = 0.25;

    /**
     * Looks at a picture.
     *
     * @param encoded as JPEG or PNG
     * @return empty for what is no picture, or too small to tell
     */
    public static Optional<PictureFlaws> of(byte[] encoded) {
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(encoded)))
                    .filter(picture -> picture.getWidth() >= 4 * TILE && picture.getHeight() >= 4 * TILE)
                    .map(PictureFlaws::of);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static PictureFlaws of(BufferedImage picture) {
        float[][] brightness = brightness(picture);
        return new PictureFlaws((blocks(brightness) + blocks(turned(brightness))) / 2, grain(brightness));
    }

    /** One sentence for each flaw that the picture has. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (blocks > MAX_BLOCKS) {
            sentences.add(
                    "the picture has coarse blocks: more faces are missed, and ages and genders of small ones are wrong"
                            + " more often; give the camera a higher bit rate");
        }
        if (grain > MAX_GRAIN) {
            sentences.add(
                    "the picture is dithered or noisy: genders of small faces are wrong more often, and in noise many"
                            + " faces are missed");
        }
        return sentences;
    }

    /** Steps over the borders of blocks, relative to all others; from left to right. */
    private static double blocks(float[][] rows) {
        double border = 0;
        double inside = 0;
        long borders = 0;
        long insides = 0;
        for (float[] row : rows) {
            for (int x = 1; x < row.length; x++) {
                double step = Math.abs(row[x] - row[x - 1]);
                if (x % TILE == 0) {
                    border += step;
                    borders++;
                } else {
                    inside += step;
                    insides++;
                }
            }
        }
        return (border / borders) / (inside / insides + PLAIN_STEP);
    }

    /** The median over tiles, so that the one sharp thing in a picture counts little. */
    private static double grain(float[][] rows) {
        int wide = (rows[0].length - 2 * 2) / TILE;
        int high = (rows.length - 2 * 2) / TILE;
        double[] tiles = new double[wide * high];
        for (int tile = 0; tile < tiles.length; tile++) {
            tiles[tile] = grain(rows, 2 + tile % wide * TILE, 2 + tile / wide * TILE);
        }
        Arrays.sort(tiles);
        return tiles[tiles.length / 2];
    }

    private static double grain(float[][] rows, int left, int top) {
        double near = 0;
        double far = 0;
        for (int y = top; y < top + TILE; y++) {
            for (int x = left; x < left + TILE; x++) {
                near += Math.abs(rows[y][x] - (rows[y][x - 1] + rows[y][x + 1]) / 2);
                far += Math.abs(rows[y][x] - (rows[y][x - 2] + rows[y][x + 2]) / 2);
            }
        }
        return near / (far + PLAIN_GRAIN * TILE * TILE);
    }

    private static float[][] brightness(BufferedImage picture) {
        float[][] rows = new float[picture.getHeight()][picture.getWidth()];
        int[] pixels = new int[picture.getWidth()];
        for (int y = 0; y < rows.length; y++) {
            picture.getRGB(0, y, pixels.length, 1, pixels, 0, pixels.length);
            for (int x = 0; x < pixels.length; x++) {
                int rgb = pixels[x];
                rows[y][x] = 0.299f * (rgb >> 16 & 0xff) + 0.587f * (rgb >> 8 & 0xff) + 0.114f * (rgb & 0xff);
            }
        }
        return rows;
    }

    private static float[][] turned(float[][] rows) {
        float[][] columns = new float[rows[0].length][rows.length];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[0].length; x++) {
                columns[x][y] = rows[y][x];
            }
        }
        return columns;
    }
}
