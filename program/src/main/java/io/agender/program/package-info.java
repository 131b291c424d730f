/** What a program on the command line ends with, and the error that says so. Knows nothing but the JDK. */
package io.agender.program;
