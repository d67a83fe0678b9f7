# ruff: noqa: SIM905 - symbols are read best as a text of symbols
"""The symbols of UCUM 2.2 in its case-sensitive form, as far as reports of patients use them.

UCUM is (c) 1999-2024 Regenstrief Institute, Inc. (https://ucum.org); the symbols are used under its
licence. Left out are surveyors', printers' and grocers' measures. A module and not a data file,
because every check needs it and nothing is read faster.
"""

from __future__ import annotations

PREFIXES = frozenset("Y Z E P T G M k h da d c m u n p f a z y Ki Mi Gi Ti".split())

METRIC = frozenset(
    # base units
    "m s g rad K C cd "
    # SI and what is used beside it
    "mol sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv l L ar t bar u eV pc "
    # constants
    "[c] [h] [k] [eps_0] [mu_0] [e] [m_e] [m_p] [G] [g] [ly] gf "
    # CGS
    "Ky Gal dyn erg P Bi St Mx G Oe Gb sb Lmb ph Ci R RAD REM "
    # heat, pressure, amounts of substance, activity
    "cal_[15] cal_[20] cal_m cal_IT cal_th cal m[H2O] m[Hg] eq osm g% kat U [iU] [IU] "
    # levels, information, others
    "Np B B[SPL] B[V] B[mV] B[uV] B[10.nV] B[W] B[kW] st mho bit By Bd tex".split()
)
"""Atoms that take a prefix."""

PLAIN = frozenset(
    # numbers and parts
    "10* 10^ [pi] % [ppth] [ppm] [ppb] [pptr] "
    # angle and time
    "gon deg ' '' circ sph min h d wk mo a a_t a_j a_g mo_s mo_j mo_g "
    # beside SI
    "AU atm Ao b att [psi] bit_s "
    # temperature, energy, power
    "[degF] [degR] [degRe] [Cal] [Btu] [HP] "
    # customary length, area, mass and volume met in medicine
    "[in_i] [ft_i] [yd_i] [mi_i] [nmi_i] [kn_i] [sin_i] [sft_i] [cin_i] [cft_i] [in_us] [ft_us] "
    "[gr] [lb_av] [oz_av] [stone_av] [ston_av] [lton_av] [oz_tr] [lb_tr] [sc_ap] [dr_ap] [oz_ap] "
    "[lb_ap] [oz_m] [gal_us] [qt_us] [pt_us] [gil_us] [foz_us] [fdr_us] [min_us] [tbs_us] "
    "[tsp_us] [cup_us] [foz_m] [cup_m] [tsp_m] [tbs_m] [gal_br] [qt_br] [pt_br] [foz_br] [drp] "
    "[in_i'H2O] [in_i'Hg] "
    # clinical and physiological
    "[PRU] [wood'U] [diop] [p'diop] %[slope] [mesh_i] [Ch] [hnsf'U] [MET] [pH] [S] [HPF] [LPF] "
    "[car_m] [car_Au] [den] [smoot] [m/s2/Hz^(1/2)] [NTU] [FNU] "
    # homeopathic potencies
    "[hp'_X] [hp'_C] [hp'_M] [hp'_Q] [hp_X] [hp_C] [hp_M] [hp_Q] [kp_X] [kp_C] [kp_M] [kp_Q] "
    # units that a procedure defines
    "[arb'U] [USP'U] [GPL'U] [MPL'U] [APL'U] [beth'U] [anti'Xa'U] [todd'U] [dye'U] [smgy'U] "
    "[bdsk'U] [ka'U] [knk'U] [mclg'U] [tb'U] [CCID_50] [TCID_50] [EID_50] [PFU] [FFU] [CFU] [IR] "
    "[BAU] [AU] [Amb'a'1'U] [PNU] [Lf] [D'ag'U] [FEU] [ELU] [EU]".split()
)
"""Atoms that take no prefix."""

NAMES = {
    "AU": "astronomical units", "C": "coulomb", "F": "farad", "G": "gauss", "K": "kelvin",
    "S": "siemens", "T": "tesla", "pH": "picohenry", "a": "years", "b": "barn", "u": "atomic mass",
}  # fmt: skip
"""What a symbol is that an author may well take for another."""
