/** Formats that networks are published in, what reads each of them, and the graphs of those that are weights only. */
package io.agender.conversion.format;
