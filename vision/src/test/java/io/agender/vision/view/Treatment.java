package io.agender.vision.view;

import java.util.List;
import java.util.Set;

/**
 * What is done to a camera.
 *
 * @param name in words
 * @param usual filters of FFmpeg for the time before and after
 * @param filters filters of FFmpeg for the time in which it is done
 * @param expected what may be told of it; empty where nothing may
 */
record Treatment(String name, String usual, String filters, Set<ViewKind> expected) {

    static final String NOTHING = "null";

    private static final String NOISE = ",noise=alls=8:allf=t";
    private static final String BY_SEVEN_TENTHS = "crop=iw*0.7:ih*0.7:";

    /** Those of which the thresholds were chosen. */
    static final List<Treatment> CHOSEN_BY = List.of(
            harm("taped, beige", "drawbox=color=0xb0a080:t=fill" + NOISE, ViewKind.BLOCKED),
            harm("taped, light comes through", "gblur=sigma=60,lutyuv=y=120+(val-120)*0.15" + NOISE, ViewKind.BLOCKED),
            harm("lamps off", "lutyuv=y=16+(val-16)*0.03:u=128:v=128" + NOISE, ViewKind.DARK),
            harm(
                    "burnt out",
                    "lutyuv=y=clip(16+(val-16)*12\\,16\\,235):u=128:v=128",
                    ViewKind.OVEREXPOSED,
                    ViewKind.BLOCKED),
            harm("defocused, 1.5 %", "scale=640:-2,gblur=sigma=9.6", ViewKind.BLURRED),
            harm("defocused, 3 %", "scale=640:-2,gblur=sigma=19.2", ViewKind.BLURRED),
            turned("turned by 30 %", "x=0:y=0", "x=iw*0.3:y=ih*0.3"),
            turned("turned by 10 %", "x=0:y=0", "x=iw*0.1:y=ih*0.05"),
            turned("shaken", "x=iw*0.15:y=ih*0.15", "x='iw*0.15*(1+sin(n*13.7))':y='ih*0.15*(1+sin(n*7.3))'"),
            harm("upside down", "hflip,vflip", ViewKind.MOVED),
            harmless("untouched", NOTHING),
            harmless("noise", "noise=alls=30:allf=t"),
            harmless("rain of noise", "noise=alls=60:allf=t"),
            harmless("lamp switched on", "lutyuv=y=clip(16+(val-16)*1.6\\,16\\,235)"),
            harmless("lamp in one corner", "vignette=angle=PI/5:x0=w*0.2:y0=h*0.2"),
            harmless("a third of the pixels", "scale=iw/3:-2:flags=area"),
            harmless("dusk", "lutyuv=y=16+(val-16)*0.2,noise=alls=6:allf=t"),
            harmless("infrared at night", "hue=s=0,lutyuv=y=16+(val-16)*0.12,noise=alls=10:allf=t"));

    /** Those that were looked at when the thresholds stood. */
    static final List<Treatment> REPORTED_ON = List.of(
            harm("taped, black", "drawbox=color=0x080808:t=fill" + NOISE, ViewKind.DARK, ViewKind.BLOCKED),
            harm("taped, white", "drawbox=color=0xe8e8e8:t=fill,noise=alls=4:allf=t", ViewKind.BLOCKED),
            harm("a hand", "gblur=sigma=80,lutyuv=y=50+(val-120)*0.1:u=110:v=150" + NOISE, ViewKind.BLOCKED),
            harm(
                    "lamps off, bright noise",
                    "lutyuv=y=18+(val-16)*0.02:u=128:v=128,noise=alls=20:allf=t",
                    ViewKind.DARK),
            harm("defocused, 2 %", "scale=640:-2,gblur=sigma=12.8" + NOISE, ViewKind.BLURRED),
            harm("defocused, 5 %", "scale=640:-2,gblur=sigma=32", ViewKind.BLURRED, ViewKind.BLOCKED),
            turned("turned by 20 %", "x=iw*0.05:y=ih*0.1", "x=iw*0.25:y=ih*0.15"),
            turned("turned down", "x=iw*0.15:y=0", "x=iw*0.15:y=ih*0.3"),
            turned(
                    "shaken and smeared",
                    "x=iw*0.15:y=ih*0.15",
                    "x='iw*0.15*(1+sin(n*5.1))':y='ih*0.15*(1+cos(n*3.7))',scale=640:-2,gblur=sigma=6:steps=1:sigmaV=0.5"),
            harm("mirrored", "hflip", ViewKind.MOVED),
            harmless("a little less light", "lutyuv=y=16+(val-16)*0.6"),
            harmless("daylight comes", "lutyuv=y=clip(30+(val-16)*1.3\\,16\\,235)"),
            harmless("lamp at the right", "vignette=angle=PI/5:x0=w*0.9:y0=h*0.5"),
            harmless("softly focused", "scale=640:-2,gblur=sigma=1.5"),
            harmless("half the pixels", "scale=iw/2:-2"),
            harmless("grey", "hue=s=0,noise=alls=15:allf=t"),
            harmless("coarse blocks", "scale=iw/4:-2:flags=area,scale=iw*4:-2:flags=neighbor"));

    /**
     * Whether it must be told. Not asked for is what little can be known of: a shaken or mirrored picture of a room with
     * hardly an edge, and anything but its darkness or focus of the drawn scene, whose background is the same all over.
     */
    boolean isToldOf(String clip) {
        boolean drawn = clip.startsWith("test:");
        boolean plain = List.of("lobby", "door").contains(clip);
        return !expected.isEmpty()
                && !(drawn && expected.contains(ViewKind.MOVED))
                && !(plain && List.of("shaken", "turned down").contains(name))
                && !List.of("mirrored", "shaken and smeared").contains(name);
    }

    /** Seconds in which it must be told. */
    double mostSeconds() {
        return expected.contains(ViewKind.MOVED) ? 90 : 13;
    }

    private static Treatment harm(String name, String filters, ViewKind... expected) {
        return new Treatment(name, NOTHING, filters, Set.of(expected));
    }

    private static Treatment harmless(String name, String filters) {
        return harm(name, filters);
    }

    private static Treatment turned(String name, String from, String to) {
        return new Treatment(
                name, BY_SEVEN_TENTHS + from, BY_SEVEN_TENTHS + to, Set.of(ViewKind.MOVED, ViewKind.BLURRED));
    }
}
