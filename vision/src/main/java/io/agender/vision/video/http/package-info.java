/** HTTP cameras that send JPEG pictures: endless answers of them (MJPEG), and single ones that are asked for anew. */
package io.agender.vision.video.http;
