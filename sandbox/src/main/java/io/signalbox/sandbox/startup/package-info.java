/** Start-up time and memory of the services. */
@NullMarked
package io.signalbox.sandbox.startup;

import org.jspecify.annotations.NullMarked;
