/** The way in: opens models and videos, and puts the native packages together behind the library's interfaces. */
package io.agender.vision.engine;
