/** The health check of a running service, for images and process supervisors. */
@NullMarked
package io.signalbox.contract.health;

import org.jspecify.annotations.NullMarked;
