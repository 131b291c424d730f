/** What is OpenCV's alone: its cascades, its DNN module and the data files that come inside the library. */
package io.agender.vision.opencv;
