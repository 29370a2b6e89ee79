package der

import "encoding/binary"

// Dates and clock times as eight digits in one word, the first digit in the lowest octet: that is how
// binary.LittleEndian loads them. All digits are checked, and turned into numbers, at once.

const (
	zeros = 0x3030303030303030 // "00000000"

	yearDays    = 365
	centuryDays = 36524
	daySeconds  = 86400

	epochDays = 719528                  // from 0000-01-01 to 1970-01-01
	yearZero  = -epochDays * daySeconds // 0000-01-01T00:00:00Z in seconds from 1970
	yearsEnd  = 3652425 * daySeconds    // 10000-01-01 in seconds from 0000-01-01
)

// seconds returns the time of date, "YYYYMMDD", and clock, "xHHMMSSx" whose first and last octets do not matter, in
// seconds from 1970. It is not ok if there is no such time.
func seconds(date, clock uint64) (int64, bool) {
	clock = clock&0x00ffffffffffff00 | zeros&0xff000000000000ff
	// A digit d has its top bit clear in both d-'0' and d+(0x7f-'9').
	const above = 0x4646464646464646
	bad := ((date - zeros) | (date + above) | (clock - zeros) | (clock + above)) & 0x8080808080808080
	// Pairs of digits: tens in the lower octet of each 16 bits, ones in the higher.
	date = pairs(date - zeros)          // century, year, month, day
	clock = pairs((clock - zeros) >> 8) // hour, minute, second, 0

	century, year, month, day := uint32(date&0xff), uint32(date>>16&0xff), uint32(date>>32&0xff), uint32(date>>48)
	hour, minute, second := uint32(clock&0xff), uint32(clock>>16&0xff), uint32(clock>>32&0xff)

	leap := year // one in four is a leap year; of the centuries' first years one in four
	if year == 0 {
		leap = century
	}
	m := commonYear[month&15]
	if leap&3 == 0 {
		m = leapYear[month&15]
	}
	length, before := uint32(m&31), uint32(m>>5)
	if bad != 0 || month > 15 || day-1 >= length || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	// Days before the year: 365 each, and one for each leap year before it. 0000 is one.
	var some uint32
	if year > 0 {
		some = 1
	}
	days := century*centuryDays + year*yearDays + (year+3)/4 - some + (century+some+3)/4 + before + day - 1
	return int64(days)*daySeconds + yearZero + int64(hour*3600+minute*60+second), true
}

// pairs turns pairs of digits, of values 0 to 9 an octet, into four numbers of 16 bits.
func pairs(x uint64) uint64 { return (x*10 + x>>8) & 0x00ff00ff00ff00ff }

// The months of a common year and of a leap year, each with its number of days, and with the days before it times 32. There
// is no day in the months 0, 13, 14 and 15.
var (
	commonYear = [16]uint16{0, 31 | 0<<5, 28 | 31<<5, 31 | 59<<5, 30 | 90<<5, 31 | 120<<5, 30 | 151<<5,
		31 | 181<<5, 31 | 212<<5, 30 | 243<<5, 31 | 273<<5, 30 | 304<<5, 31 | 334<<5}
	leapYear = [16]uint16{0, 31 | 0<<5, 29 | 31<<5, 31 | 60<<5, 30 | 91<<5, 31 | 121<<5, 30 | 152<<5,
		31 | 182<<5, 31 | 213<<5, 30 | 244<<5, 31 | 274<<5, 30 | 305<<5, 31 | 335<<5}
)

// putCivil is the inverse of seconds for the years 0000 to 9999: it writes YYYYMMDDHHMMSS, given t in seconds from
// 0000-01-01.
func putCivil(p *[14]byte, t uint64) {
	days := uint32(t / daySeconds)
	second := uint32(t - uint64(days)*daySeconds)
	// The method of Neri and Schneider (Euclidean affine functions and their application to calendar algorithms, 2022):
	// years begin with March; here at -0400-03-01, which is 60 days later in its own 400 years.
	n := 4*(days+4*centuryDays+1-60) + 3
	century := n / (4*centuryDays + 1)
	q := uint64(n%(4*centuryDays+1)|3) * 2939745
	year, day := uint32(q>>32), uint32(q)/2939745/4
	n = 2141*day + 197913
	month, dayOfMonth := n>>16, n&0xffff/2141+1
	if day >= 306 { // January and February are in the next year
		month -= 12
		if year++; year == 100 {
			year = 0
			century++
		}
	}
	minute := second / 60
	hour := minute / 60
	putPair(p[0:2], century-4)
	putPair(p[2:4], year)
	putPair(p[4:6], month)
	putPair(p[6:8], dayOfMonth)
	putPair(p[8:10], hour)
	putPair(p[10:12], minute-60*hour)
	putPair(p[12:14], second-60*minute)
}

// putPair writes two digits.
func putPair(p []byte, n uint32) { binary.LittleEndian.PutUint16(p, twoDigits[n&127]) }

// twoDigits has "00" to "99" as putPair writes them.
var twoDigits = [128]uint16{
	0x3030, 0x3130, 0x3230, 0x3330, 0x3430, 0x3530, 0x3630, 0x3730, 0x3830, 0x3930,
	0x3031, 0x3131, 0x3231, 0x3331, 0x3431, 0x3531, 0x3631, 0x3731, 0x3831, 0x3931,
	0x3032, 0x3132, 0x3232, 0x3332, 0x3432, 0x3532, 0x3632, 0x3732, 0x3832, 0x3932,
	0x3033, 0x3133, 0x3233, 0x3333, 0x3433, 0x3533, 0x3633, 0x3733, 0x3833, 0x3933,
	0x3034, 0x3134, 0x3234, 0x3334, 0x3434, 0x3534, 0x3634, 0x3734, 0x3834, 0x3934,
	0x3035, 0x3135, 0x3235, 0x3335, 0x3435, 0x3535, 0x3635, 0x3735, 0x3835, 0x3935,
	0x3036, 0x3136, 0x3236, 0x3336, 0x3436, 0x3536, 0x3636, 0x3736, 0x3836, 0x3936,
	0x3037, 0x3137, 0x3237, 0x3337, 0x3437, 0x3537, 0x3637, 0x3737, 0x3837, 0x3937,
	0x3038, 0x3138, 0x3238, 0x3338, 0x3438, 0x3538, 0x3638, 0x3738, 0x3838, 0x3938,
	0x3039, 0x3139, 0x3239, 0x3339, 0x3439, 0x3539, 0x3639, 0x3739, 0x3839, 0x3939,
}
