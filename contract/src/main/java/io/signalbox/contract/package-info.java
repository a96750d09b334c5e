/** What travels between the services. Every record here is a published format: add fields, never change their meaning. */
@NullMarked
package io.signalbox.contract;

import org.jspecify.annotations.NullMarked;
