/**
 * Gets the files of models from where they are published into the model directory: resumed, checked, and put in place
 * in one step.
 */
package io.agender.models.fetch;
