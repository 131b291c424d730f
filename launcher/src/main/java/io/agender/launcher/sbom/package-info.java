/** The list of all that the program is made of, for scanners; the build writes it. */
package io.agender.launcher.sbom;
