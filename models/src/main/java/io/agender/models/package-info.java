/**
 * What each network is and expects: one descriptor per model, read and checked at start. Nothing here runs a network.
 */
package io.agender.models;
