/** What a person sees of cameras that are being sent, and how that ends. */
package io.agender.launcher.produce;
