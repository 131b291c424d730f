#!/usr/bin/python3
"""Makes the sample clips and their truth: lobby.mp4 with lobby.json, door.mp4 with door.json; and figure.webp, the
cut-out person of the program's test scene.

A portrait is cut out along a hand-drawn outline and moved through a drawn room: it comes in from the side, stays and
leaves. The same numbers place the portrait and make the truth, so the two cannot disagree. Nothing is random but for
seeded noise: on the same tools two runs give the same bytes.

Needs Python 3 with NumPy and Pillow, and ffmpeg with libx264:
    apt-get install python3-numpy python3-pil ffmpeg
    /usr/bin/python3 samples/make-samples.py
"""

import json
import math
import os
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).resolve().parent
FIGURE = HERE.parent / "vision/src/main/resources/io/agender/vision/video/scene/figure.webp"
FIGURE_SCALE = 0.75

# Measured in astronaut.png (512 x 512): the face from the fringe to the chin and from cheek to cheek, without the ears.
FACE_CENTRE = (224.0, 128.0)
FACE_HALF_WIDTH = 46.0
FACE_HALF_HEIGHT = 52.0

# Head, collar, shoulders and helmet in astronaut.png, clockwise from the top of the hair.
OUTLINE = [
    (234, 15), (248, 17), (264, 25), (280, 35), (292, 51), (300, 71), (301, 88), (298, 107), (289, 121), (279, 129),
    (276, 135), (270, 137), (264, 150), (258, 162), (257, 174), (272, 184), (288, 200), (300, 222), (304, 233),
    (319, 244), (335, 258), (345, 275), (353, 296), (360, 330), (362, 350), (372, 348), (400, 345), (440, 353),
    (468, 372), (487, 405), (495, 440), (498, 470), (505, 490), (505, 512), (60, 512), (38, 500), (26, 480),
    (21, 440), (22, 400), (32, 350), (40, 310), (48, 280), (62, 250), (80, 229), (97, 217), (114, 204), (115, 188),
    (127, 176), (138, 162), (154, 152), (173, 149), (184, 149), (182, 133), (175, 131), (172, 125), (170, 119),
    (164, 110), (157, 96), (154, 80), (156, 66), (163, 52), (174, 43), (189, 35), (196, 28), (209, 21), (223, 16),
]


@dataclass(frozen=True)
class Visit:
    """One person's way: in from a side, a stay, out to a side. Times in seconds, places in pixels of the frame."""

    arrives: float
    leaves: float
    face_height: float
    stays_at: tuple
    enters_from: str
    leaves_to: str
    mirrored: bool = False
    light: float = 1.0
    walk: float = 2.2

    @property
    def scale(self):
        return self.face_height / (2 * FACE_HALF_HEIGHT)

    def outside(self, side, width):
        """Where the centre of the face is when nothing of the figure is in the picture any more."""
        reach = 300 * self.scale
        return -reach if side == "left" else width + reach

    def pose(self, time, width):
        """Centre of the face, scale and tilt at a time, or None when the person is not there."""
        if not self.arrives <= time <= self.leaves:
            return None
        steps = 1.0
        x = self.stays_at[0]
        if time < self.arrives + self.walk:
            part = smooth((time - self.arrives) / self.walk)
            x += (self.outside(self.enters_from, width) - x) * (1 - part)
        elif time > self.leaves - self.walk:
            part = smooth((self.leaves - time) / self.walk)
            x += (self.outside(self.leaves_to, width) - x) * (1 - part)
        else:
            steps = 0.25
        beat = time - self.arrives
        x += self.face_height * 0.03 * math.sin(1.3 * beat)
        y = self.stays_at[1] + self.face_height * 0.025 * steps * math.sin(2 * math.pi * 1.8 * beat)
        scale = self.scale * (1 + 0.015 * math.sin(0.9 * beat))
        tilt = math.radians(2.0) * math.sin(1.1 * beat)
        return x, y, scale, tilt


@dataclass(frozen=True)
class Scene:
    name: str
    width: int
    height: int
    rate: Fraction
    seconds: float
    seed: int
    draw: object
    visits: tuple

    @property
    def frames(self):
        return round(self.seconds * self.rate)


def smooth(part):
    part = min(max(part, 0.0), 1.0)
    return part * part * (3 - 2 * part)


def cut_out():
    """The portrait with everything outside the outline transparent, with a soft edge."""
    portrait = Image.open(HERE / "astronaut.png").convert("RGB")
    four = [(4 * x, 4 * y) for x, y in OUTLINE]
    mask = Image.new("L", (4 * portrait.width, 4 * portrait.height), 0)
    ImageDraw.Draw(mask).polygon(four, fill=255)
    mask = mask.resize(portrait.size, Image.BOX).filter(ImageFilter.GaussianBlur(1.2))
    # Pulled in a little, so that no seam of the portrait's own background is left.
    alpha = np.clip((np.asarray(mask, np.float32) / 255 - 0.35) / 0.5, 0, 1)
    portrait.putalpha(Image.fromarray((alpha * 255).round().astype(np.uint8), "L"))
    return portrait


def face_box(pose):
    """The face as an upright box (x, y, width, height): the box around the tilted ellipse of the face."""
    x, y, scale, tilt = pose
    half_width = scale * math.hypot(FACE_HALF_WIDTH * math.cos(tilt), FACE_HALF_HEIGHT * math.sin(tilt))
    half_height = scale * math.hypot(FACE_HALF_HEIGHT * math.cos(tilt), FACE_HALF_WIDTH * math.sin(tilt))
    return [round(v, 1) for v in (x - half_width, y - half_height, 2 * half_width, 2 * half_height)]


def visible_part(box, width, height):
    """Which part of the box lies inside the picture, 0 to 1."""
    x, y, w, h = box
    inside_x = min(x + w, width) - max(x, 0)
    inside_y = min(y + h, height) - max(y, 0)
    return round(max(inside_x, 0) * max(inside_y, 0) / (w * h), 3)


def placed(figure, visit, pose, width, height):
    """The figure in its pose on a transparent picture of the frame's size."""
    x, y, scale, tilt = pose
    # Scaled in two steps: a good filter to the visit's size, then the small changes of the pose.
    size = (round(figure.width * visit.scale), round(figure.height * visit.scale))
    near = figure.resize(size, Image.LANCZOS)
    centre_x = FACE_CENTRE[0] * visit.scale
    if visit.mirrored:
        near = near.transpose(Image.FLIP_LEFT_RIGHT)
        centre_x = size[0] - centre_x
    centre_y = FACE_CENTRE[1] * visit.scale
    shrink = visit.scale / scale
    cos, sin = math.cos(tilt) * shrink, math.sin(tilt) * shrink
    affine = (cos, sin, centre_x - cos * x - sin * y, -sin, cos, centre_y + sin * x - cos * y)
    return near.transform((width, height), Image.AFFINE, affine, Image.BICUBIC)


def gradient(width, height, top, bottom):
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    rows = np.array(top, np.float32) * (1 - down) + np.array(bottom, np.float32) * down
    return Image.fromarray(np.broadcast_to(rows, (height, width, 3)).round().astype(np.uint8), "RGB")


def lobby(width, height):
    """A hall: pale wall, window, door, plant. And what stands in front of the visitors: a counter."""
    room = gradient(width, height, (196, 198, 194), (164, 163, 156))
    draw = ImageDraw.Draw(room)
    draw.rectangle((0, 262, width, height), fill=(118, 110, 100))
    draw.rectangle((0, 256, width, 262), fill=(139, 134, 126))
    draw.rectangle((36, 30, 196, 168), fill=(120, 118, 112))
    room.paste(gradient(148, 126, (214, 226, 236), (190, 204, 208)), (42, 36))
    draw.line((116, 36, 116, 162), fill=(120, 118, 112), width=4)
    draw.rectangle((28, 168, 204, 176), fill=(150, 146, 138))
    draw.rectangle((468, 40, 596, 262), fill=(104, 84, 66))
    draw.rectangle((476, 48, 588, 262), fill=(132, 108, 84))
    for top, bottom in ((62, 142), (158, 246)):
        draw.rectangle((490, top, 574, bottom), fill=(122, 99, 77), outline=(109, 88, 68))
    draw.ellipse((568, 150, 578, 160), fill=(190, 178, 130))
    draw.rectangle((618, 214, 640, 268), fill=(150, 92, 66))
    for lean in range(-5, 3):
        tip = (628 + 15 * lean, 112 + 7 * abs(lean))
        draw.polygon([(626, 216), (634, 216), tip], fill=(64 + 5 * abs(lean), 104, 66))
    room = room.filter(ImageFilter.GaussianBlur(1.6))
    counter = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(counter)
    draw.rectangle((0, 318, width, height), fill=(88, 68, 54, 255))
    draw.rectangle((0, 312, width, 322), fill=(152, 128, 102, 255))
    return room, counter.filter(ImageFilter.GaussianBlur(0.8))


def doorway(width, height):
    """A corridor that ends at a wall with a notice board."""
    room = gradient(width, height, (158, 166, 172), (132, 137, 140))
    draw = ImageDraw.Draw(room)
    draw.polygon([(0, 0), (92, 0), (92, 208), (0, 258)], fill=(142, 148, 151))
    draw.polygon([(0, 258), (92, 208), (width, 208), (width, height), (0, height)], fill=(96, 94, 96))
    draw.rectangle((92, 203, width, 208), fill=(112, 114, 116))
    draw.rectangle((330, 42, 452, 128), fill=(120, 96, 72))
    draw.rectangle((336, 48, 446, 122), fill=(176, 150, 112))
    for left, top, paper in ((344, 56, (222, 222, 214)), (380, 62, (206, 214, 222)), (412, 58, (226, 214, 190))):
        draw.rectangle((left, top, left + 26, top + 36), fill=paper)
    draw.rectangle((150, 0, 290, 7), fill=(232, 234, 228))
    return room.filter(ImageFilter.GaussianBlur(1.3)), Image.new("RGBA", (width, height), (0, 0, 0, 0))


SCENES = (
    Scene("lobby", 640, 360, Fraction(10), 30.0, 1, lobby, (
        Visit(1.5, 8.0, 96, (300, 132), "left", "left"),
        Visit(9.0, 14.5, 62, (400, 128), "right", "left", light=0.92),
        Visit(15.5, 23.0, 84, (170, 140), "left", "left", mirrored=True, light=0.95),
        Visit(16.7, 22.4, 112, (450, 150), "right", "right", light=1.04),
        Visit(24.0, 29.2, 190, (330, 170), "right", "right", walk=2.0),
    )),
    Scene("door", 480, 270, Fraction(25, 2), 16.0, 2, doorway, (
        Visit(1.2, 7.2, 70, (210, 92), "right", "left"),
        Visit(9.0, 14.8, 130, (250, 124), "left", "left", mirrored=True, light=0.94),
    )),
)


def truth_of(scene):
    visits = []
    for visit in scene.visits:
        faces = []
        for frame in range(scene.frames):
            pose = visit.pose(float(frame / scene.rate), scene.width)
            if pose is None:
                continue
            box = face_box(pose)
            visible = visible_part(box, scene.width, scene.height)
            if visible > 0:
                faces.append({"frame": frame, "box": box, "visible": visible})
        whole = [face["frame"] for face in faces if face["visible"] == 1]
        assert whole == list(range(whole[0], whole[-1] + 1)), "a face must come and go once in a visit"
        visits.append({
            "firstFrame": faces[0]["frame"],
            "lastFrame": faces[-1]["frame"],
            "firstWholeFrame": whole[0],
            "lastWholeFrame": whole[-1],
            "faces": faces,
        })
    return {
        "video": scene.name + ".mp4",
        "width": scene.width,
        "height": scene.height,
        "framesPerSecond": float(scene.rate),
        "frames": scene.frames,
        "visits": visits,
    }


def write_truth(scene):
    """JSON with one line per face, so that a change shows up readably in a diff."""
    truth = truth_of(scene)
    plain = json.dumps({**truth, "visits": []}, indent=2)
    visits = []
    for visit in truth["visits"]:
        head = json.dumps({k: v for k, v in visit.items() if k != "faces"})[:-1]
        lines = ",\n".join("      " + json.dumps(face) for face in visit["faces"])
        visits.append("    " + head + ', "faces": [\n' + lines + "\n    ]}")
    text = plain.replace('"visits": []', '"visits": [\n' + ",\n".join(visits) + "\n  ]")
    assert json.loads(text) == truth
    (HERE / (scene.name + ".json")).write_text(text + "\n")


def frames_of(scene, figure):
    room, front = scene.draw(scene.width, scene.height)
    noise = np.random.RandomState(scene.seed)
    by_distance = sorted(scene.visits, key=lambda visit: visit.face_height)
    for index in range(scene.frames):
        time = float(index / scene.rate)
        picture = room.convert("RGBA")
        for visit in by_distance:
            pose = visit.pose(time, scene.width)
            if pose is None:
                continue
            layer = placed(figure, visit, pose, scene.width, scene.height)
            pixels = np.asarray(layer).astype(np.float32)
            pixels[..., :3] = np.clip(pixels[..., :3] * visit.light, 0, 255)
            picture.alpha_composite(Image.fromarray(pixels.round().astype(np.uint8), "RGBA"))
        picture.alpha_composite(front)
        pixels = np.asarray(picture.convert("RGB")).astype(np.float32)
        pixels *= 1 + 0.03 * math.sin(2 * math.pi * time / 7)
        pixels += noise.normal(0, 2.0, pixels.shape[:2])[..., None]
        yield np.clip(pixels, 0, 255).round().astype(np.uint8)


def write_video(scene, figure):
    command = [
        "ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{scene.width}x{scene.height}",
        "-r", str(scene.rate), "-i", "-", "-c:v", "libx264", "-preset", "slow", "-crf", "24", "-pix_fmt", "yuv420p",
        "-threads", "1", "-g", str(round(4 * scene.rate)), "-fflags", "+bitexact", "-flags:v", "+bitexact",
        "-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4",
    ]
    file = HERE / (scene.name + ".mp4")
    part = file.with_suffix(".part")
    with subprocess.Popen(command + [str(part)], stdin=subprocess.PIPE) as encoder:
        for pixels in frames_of(scene, figure):
            encoder.stdin.write(pixels.tobytes())
        encoder.stdin.close()
        if encoder.wait() != 0:
            raise SystemExit(f"ffmpeg could not write {part}")
    os.replace(part, file)


def write_figure(figure):
    """The cut-out at three quarters of its size, where the program finds it; TestFigure.java knows where the face is."""
    size = (round(figure.width * FIGURE_SCALE), round(figure.height * FIGURE_SCALE))
    FIGURE.parent.mkdir(parents=True, exist_ok=True)
    figure.resize(size, Image.LANCZOS).save(FIGURE, quality=90, method=6)


if __name__ == "__main__":
    person = cut_out()
    write_figure(person)
    print(f"{FIGURE.name}: {FIGURE.stat().st_size} bytes")
    for each in SCENES:
        write_truth(each)
        write_video(each, person)
        print(f"{each.name}.mp4: {each.frames} frames, {(HERE / (each.name + '.mp4')).stat().st_size} bytes")
