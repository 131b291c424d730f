/** The folders that the program makes for itself: whose they are, who can look into them, and what becomes of them. */
package io.agender.launcher.files;
