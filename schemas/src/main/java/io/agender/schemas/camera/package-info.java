/** What camera settings must keep to, and which of their versions is valid when. Pure: values in, values out. */
package io.agender.schemas.camera;
