/** Records that travel between the services. Each is a published format: add fields, never change their meaning. */
@NullMarked
package io.signalbox.contract;

import org.jspecify.annotations.NullMarked;
