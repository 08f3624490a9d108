package io.aiorevisited.harness.plan;

import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.guest.GuestWishes;
import java.util.List;

/**
 * The virtual machines that a person asked for.
 *
 * @param types which ones, in the order of the tables
 * @param wishes what they are made of
 */
public record GuestRequest(List<GuestType> types, GuestWishes wishes) {

  /** No guests. */
  public static final GuestRequest NONE = new GuestRequest(List.of(), GuestWishes.NONE);

  public GuestRequest {
    types = List.copyOf(types);
  }
}
