/** The newest frames, and the pictures that leave the server: with the boxes that belong to them, or with faces hidden. */
package io.agender.dashboard.picture;
