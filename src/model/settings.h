/*
 * settings.h - the names of all settings, a list a room.
 *
 * Each S(name) is a double in the room's struct and a key of the same name in
 * that section of models/default.json, where its value, unit, lower and upper
 * limit and source stand. Units are in the names.
 */
#ifndef CAD_MODEL_SETTINGS_H
#define CAD_MODEL_SETTINGS_H

#define CAD_SETTING_FIELD(name) double name;

/* audio/layout: are two channels two parties, one, or copies of each other? */
#define CAD_LAYOUT_SETTINGS(S) \
    S(window_s)                \
    S(same_correlation)        \
    S(same_level_db)           \
    S(same_windows)            \
    S(loud_under_db)           \
    S(silent_under_db)         \
    S(nothing_dbfs)

/* src/lane, src/gate: act 1 itself */
#define CAD_MEASURE_SETTINGS(S) \
    S(dc_corner_hz)             \
    S(gate_snr_db)              \
    S(gate_low_snr_db)          \
    S(gate_range_db)            \
    S(bandwidth_share)          \
    S(bad_samples_max)          \
    S(note_clipped_share)       \
    S(note_dropout_s)           \
    S(note_snr_db)              \
    S(note_rise_db)             \
    S(note_bandwidth_hz)        \
    S(note_unequal_s)           \
    S(note_offset_ms)

/* feature/speech: when a channel carries speech */
#define CAD_SPEECH_SETTINGS(S) \
    S(steady_s) \
    S(steady_spread_db) \
    S(steady_strength_max) \
    S(steady_share) \
    S(quiet_share) \
    S(guard_s) \
    S(pause_min_s) \
    S(floor_smooth_s) \
    S(gain_smooth_s) \
    S(word_db) \
    S(word_quiet_share) \
    S(word_shape_db) \
    S(gain_doubt_db) \
    S(lifted_doubt_db) \
    S(shape_s) \
    S(hidden_range_db) \
    S(hidden_reach_s) \
    S(hidden_window_s) \
    S(hidden_left_s) \
    S(hidden_pause_s) \
    S(hidden_pause_share) \
    S(hidden_spread_db) \
    S(hidden_louder_db) \
    S(lifted_s) \
    S(lifted_margin_db) \
    S(lifted_shape_db) \
    S(rounds) \
    S(band_dip_db) \
    S(margin_min_db) \
    S(margin_spreads) \
    S(margin_offset_db) \
    S(spread_max_db) \
    S(margin_share) \
    S(speech_range_db) \
    S(voicing_weight) \
    S(voicing_centre) \
    S(voicing_slope) \
    S(switch_cost) \
    S(anchor_strength) \
    S(anchor_s) \
    S(voice_strength) \
    S(voice_range_db) \
    S(voice_strength_min) \
    S(voice_s) \
    S(voice_share) \
    S(voice_sure_s) \
    S(voice_step) \
    S(voice_jump_share) \
    S(voice_low_hz) \
    S(voice_low_share) \
    S(island_gap_s) \
    S(held_s) \
    S(movement_db) \
    S(movement_range_db) \
    S(tremble_share) \
    S(tremble_range_db) \
    S(like_min) \
    S(unlike_below) S(unlike_doubt) \
    S(unlike_shape) \
    S(unlike_known_s) \
    S(like_clear) \
    S(like_clear_max_db) \
    S(like_strength) \
    S(like_strength_spread) \
    S(like_jump) \
    S(like_glide) \
    S(like_shape) \
    S(like_comb) \
    S(like_movement) \
    S(like_lag_s) \
    S(like_loud_db) \
    S(like_range_db) \
    S(like_depth_db) \
    S(reach_s) \
    S(burst_min_s) \
    S(tail_s) \
    S(tail_range_db) \
    S(rise_block_s) \
    S(rise_reach_s)

/* feature/pitch: candidates and path */
#define CAD_PITCH_SETTINGS(S)                                           \
    S(low_weight) S(plain_weight) S(envelope_weight) S(low_top_hz)      \
    S(envelope_top_hz) S(strength_min) S(octave_cost) S(jump_cost)      \
    S(voicing_cost) S(voicing_min) S(voicing_per_snr)                   \
    S(voicing_per_level) S(voicing_per_flat) S(snr_min_db)              \
    S(around_s)                                                         \
    S(around_snr_max_db)                                                \
    S(snr_max_db) S(level_range_db) S(gap_s) S(range_floor)             \
    S(range_ceiling) S(range_pull) S(cluster_s) S(cluster_max_s)        \
    S(cluster_voiced_s) S(island_min_s) S(smooth_share) S(steady_s)     \
    S(steady_strength)

/* feature/loudness and feature/effort */
#define CAD_LOUDNESS_SETTINGS(S)

/* feature/syllable */
#define CAD_SYLLABLE_SETTINGS(S) \
    S(smooth_ms)                 \
    S(loudness_dip_db)           \
    S(formant_dip_db)            \
    S(voiced_reach_ms)           \
    S(voiced_share)              \
    S(voiced_softness)           \
    S(off_path_weight)           \
    S(near_s)                    \
    S(near_far_s)                \
    S(near_clear)                \
    S(near_voiced_s)             \
    S(near_range_db)             \
    S(near_strength)             \
    S(near_softness)             \
    S(gain)                      \
    S(contrast_db)               \
    S(noise_gain_per_db)         \
    S(noise_min_s)               \
    S(edge_s)                    \
    S(pause_s)

/* feature/line: tones, DTMF, music */
#define CAD_LINE_SETTINGS(S)                                             \
    S(second_peak) S(dtmf_share) S(dtmf_tolerance) S(dtmf_twist_db)      \
    S(dtmf_reverse_twist_db) S(dtmf_wander) S(dtmf_min_ms)               \
    S(dtmf_join_s) S(dtmf_dip) S(tone_share) S(tone_wander)              \
    S(tone_ripple_db) S(tone_alike) S(tone_alike_db) S(tone_min_s)       \
    S(tone_single_share) S(tone_drift) S(tone_confidence) S(tone_low_hz) \
    S(tone_high_hz) S(cadence_tolerance) S(dial_min_s) S(busy_min_s)     \
    S(busy_max_s) S(busy_cycles) S(ring_min_s) S(ring_max_s)             \
    S(ring_gap_min_s) S(ring_gap_max_s) S(ring_rise_db) S(ring_under_db) \
    S(ring_once_confidence) S(double_ring_min_s) S(double_ring_max_s)    \
    S(double_ring_gap) S(sit_tolerance) S(sit_min_s) S(sit_max_s)        \
    S(sit_confidence) S(beep_low_hz) S(beep_share) S(beep_wander)        \
    S(beep_ripple_db) S(beep_min_s) S(beep_max_s) S(beep_confidence)     \
    S(music_min_s) S(music_join_s) S(music_held_flux) S(music_gap_max_s) \
    S(music_low_share) S(music_low) S(music_silent) S(music_range_db)    \
    S(music_confidence) S(music_under_db) S(music_level_sd_min_db)       \
    S(music_peak_share) S(music_peak_step) S(music_weight_bias)          \
    S(music_weight_held) S(music_weight_spread) S(music_weight_peak)     \
    S(music_weight_level_sd) S(music_most_odds) S(music_none_odds)       \
    S(music_prior_odds) S(music_switch_cost) S(held_sound_min_s)         \
    S(music_held_least) S(block_margin_ms)

/* feature/defects */
#define CAD_DEFECTS_SETTINGS(S) \
    S(clip_peak_min) \
    S(dropout_min_s) \
    S(dropout_max_s) \
    S(dropout_reach_s) \
    S(dropout_edge_db) \
    S(agc_wait_s) \
    S(agc_window_s) \
    S(agc_release_s) \
    S(agc_pauses_min) \
    S(agc_levels_min) \
    S(agc_rise_db) \
    S(agc_spread_db)

/* talk/leakage */
#define CAD_LEAKAGE_SETTINGS(S)                                      \
    S(delay_max_ms) S(lead_max_ms) S(weaker_db) S(loud_db)           \
    S(strong_db) S(weaker_strong_db) S(quiet_least_s)                \
    S(quiet_within_db) S(window_s) S(changed_share) S(evidence_s)    \
    S(correlation_min) S(shape_min)                                  \
    S(correlation_alone) S(prominence_min) S(level_min_db) S(tail_s) \
    S(room_gain) S(audible_db) S(own_over_db) S(own_share)           \
    S(unclean_db) S(own_burst_s) S(own_gap_s) S(own_least_s)

/* talk/units, turns, overlap, silence */
#define CAD_TALK_SETTINGS(S)                                            \
    S(ipu_pause_s) S(turn_gap_s) S(interruption_lead_s)                 \
    S(interruption_overlap_s) S(hesitation_s) S(yield_within_s)         \
    S(goes_on_s) S(resume_s) S(contribution_gap_s)                      \
    S(contribution_min_s) S(simultaneous_s) S(heard_before_s)           \
    S(heard_after_s) S(kept_pause_s) S(gain_leak_trust)                 \
    S(unlike_cut_trust) S(doubt_below)                                \
    S(backchannel_max_s) S(backchannel_before_s) S(backchannel_after_s) \
    S(compete_overlap_s) S(compete_before_s) S(compete_least_s)         \
    S(compete_level_db) S(compete_pitch_st) S(silence_list_s)           \
    S(hold_min_s) S(hold_join_s) S(hold_break_s) S(hold_dead_line_s)    \
    S(interruption_sure_s) S(terminal_sure_s) S(simultaneous_sure_s)    \
    S(backchannel_sure_s) S(silence_sure_s) S(hold_sure_s)

/* talk/background: other voices in the room of a party */
#define CAD_BACKGROUND_SETTINGS(S)                                    \
    S(smooth_s) S(own_under_db) S(own_reach_s) S(own_least_s)         \
    S(suspect_db) S(score_per_db) S(score_far) S(score_own)           \
    S(switch_cost) S(unit_least_s) S(piece_least_s) S(piece_under_db) \
    S(pieces_min) S(found_least_s) S(found_share) S(amid_share)       \
    S(above_db) S(least_under_db) S(doubt_above_db) S(cut_trust)      \
    S(back_trust) S(near_db) S(near_trust)

/* reading/segment and activation */
#define CAD_TONE_SETTINGS(S)    \
    S(segment_max_s)            \
    S(segment_min_s)            \
    S(pitch_min_voiced_s)       \
    S(quantile_min_voiced_s)    \
    S(pitch_leap_st)            \
    S(range_min_voiced_s)       \
    S(whole_min_voiced_s)       \
    S(slope_bin_s)              \
    S(slope_min_s)              \
    S(level_min_s)              \
    S(tilt_min_voiced_s)        \
    S(rate_min_speech_s)        \
    S(rate_change_min_speech_s) \
    S(rate_min_party_s)         \
    S(rate_min_snr_db)          \
    S(rate_error_base_pct)      \
    S(rate_error_syllable_pct)  \
    S(rate_error_quiet_db)      \
    S(rate_error_noise_pct_db)  \
    S(per_minute_min_s)         \
    S(habit_min_voiced_s)       \
    S(habit_min_segments)       \
    S(opening_segments)         \
    S(group_min_share)          \
    S(group_near_share)         \
    S(group_apart)              \
    S(group_far)                \
    S(group_min_segments)       \
    S(group_few)                \
    S(group_few_apart)          \
    S(group_limit)              \
    S(group_width)              \
    S(group_valley)             \
    S(level_call_spread)        \
    S(mixed_call_spread)        \
    S(spread_most)              \
    S(spread_pitch_st)          \
    S(spread_peak_st)           \
    S(spread_tilt_db)           \
    S(spread_level_db)          \
    S(spread_rate_syl_s)        \
    S(weight_pitch)             \
    S(weight_peak)              \
    S(weight_tilt)              \
    S(weight_level)             \
    S(weight_rate)              \
    S(agreement_min_segments)   \
    S(agreement_low)            \
    S(agreement_high)           \
    S(deviation_limit)          \
    S(score_min_voiced_s)       \
    S(shrink_voiced_s)          \
    S(raised_z)                 \
    S(lowered_z)                \
    S(confidence_voiced_s)      \
    S(confidence_segments)      \
    S(confidence_snr_db)        \
    S(confidence_unclean)       \
    S(confidence_opening)       \
    S(quarter_min_voiced_s)     \
    S(trend_step)               \
    S(trend_pitch_st)           \
    S(course_spread_z)          \
    S(course_penalty)           \
    S(course_step_z)            \
    S(course_min_turns)         \
    S(course_unit_s)            \
    S(course_min_s)

/* src/curves: the tracks as curves */
#define CAD_CURVE_SETTINGS(S) \
    S(voiced_min_s) S(speech_min_s) S(rate_reach_s) S(rate_speech_min_s)

/* reading/exchange, episode, attribution */
#define CAD_EXCHANGE_SETTINGS(S) \
    S(state_carry)               \
    S(carry_prior_sd)            \
    S(drift_prior_sd)            \
    S(mimicry_prior_sd)          \
    S(usual_spread_z)            \
    S(usual_spread_n)            \
    S(change_min_z)              \
    S(change_beyond_z)           \
    S(surprise_min)              \
    S(raised_before_min_z)       \
    S(move_raised_min_z)         \
    S(move_beyond_min_z)         \
    S(step_down_min)             \
    S(longest_gap_s)             \
    S(interjection_s)            \
    S(interjection_gap_s)        \
    S(cue_rate_pct)              \
    S(cue_level_db)              \
    S(cue_pitch_st)              \
    S(cue_pitch_fall_max_st)     \
    S(cue_quick_s)               \
    S(cue_pause_s)               \
    S(cue_monologue_s)           \
    S(shift_min)                 \
    S(verdict_min_exchanges)     \
    S(verdict_max_p)             \
    S(chance_min_exchanges)      \
    S(episode_raised_z)          \
    S(episode_recovered_z)       \
    S(episode_min_turns)         \
    S(episode_min_s)             \
    S(near_voiced_s)             \
    S(withdrawn_z)               \
    S(withdrawn_share)           \
    S(withdrawn_min_turns)

/* reading/highlight and pacing */
#define CAD_READING_SETTINGS(S)                                     \
    S(monologue_note_s) S(monologue_flag_s) S(dead_air_s) S(heat_z) \
    S(handover_s) S(venting_min_share) S(highlight_max)             \
    S(highlight_longest_s) S(highlight_min_confidence)              \
    S(long_turn_confidence) S(weight_beside) S(weight_episode)      \
    S(weight_cut_in) S(weight_mutual_raise) S(weight_handover)      \
    S(weight_step_down) S(weight_venting) S(weight_monologue)       \
    S(weight_dead_air)

#define CAD_COACH_SETTINGS(S) \
    S(trend_min_calls)        \
    S(trend_max_calls)        \
    S(trend_p_max)            \
    S(strengths_max)          \
    S(pool_min_calls)         \
    S(focus_min_calls)        \
    S(habit_min_calls)        \
    S(examples_per_kind)

/* X(section, LIST) */
#define CAD_SECTION_MAP(X)               \
    X(layout, CAD_LAYOUT_SETTINGS)       \
    X(measure, CAD_MEASURE_SETTINGS)     \
    X(speech, CAD_SPEECH_SETTINGS)       \
    X(pitch, CAD_PITCH_SETTINGS)         \
    X(loudness, CAD_LOUDNESS_SETTINGS)   \
    X(syllable, CAD_SYLLABLE_SETTINGS)   \
    X(line, CAD_LINE_SETTINGS)           \
    X(defects, CAD_DEFECTS_SETTINGS)     \
    X(leakage, CAD_LEAKAGE_SETTINGS)     \
    X(background, CAD_BACKGROUND_SETTINGS) \
    X(talk, CAD_TALK_SETTINGS)           \
    X(tone, CAD_TONE_SETTINGS)           \
    X(curve, CAD_CURVE_SETTINGS)         \
    X(exchange, CAD_EXCHANGE_SETTINGS)   \
    X(reading, CAD_READING_SETTINGS)     \
    X(coach, CAD_COACH_SETTINGS)

#define X(section, LIST)              \
    struct cad_##section##_settings { \
        LIST(CAD_SETTING_FIELD)       \
        char end_;                    \
    };
CAD_SECTION_MAP(X)
#undef X

struct cad_settings {
#define X(section, LIST) struct cad_##section##_settings section;
    CAD_SECTION_MAP(X)
#undef X
};

#endif
