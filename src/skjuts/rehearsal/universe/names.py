"""Names to invent people from: common Swedish ones, put together by chance."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words(
    """
    Agneta Alva Amir Anders Anita Anna Annika Arne Astrid Axel Barbro Bengt Berit Birgitta Björn Bo
    Britt Camilla Carina Christer Dagny Daniel Ebba Elin Elisabet Elsa Emil Emma Erik Eva Fatima Folke
    Fredrik Gerd Greta Gunilla Gunnar Gustav Hanna Harald Helena Henrik Håkan Ida Inga Ingegerd Ingrid
    Irene Ivar Jan Johan Johanna Jonas Karin Karl Katarina Kerstin Kjell Kristina Lars Leif Lena Linnéa
    Lisa Maj Margareta Maria Marianne Mats Mikael Mohammed Monica Märta Nils Olof Oskar Per Peter
    Ragnhild Rolf Rut Samira Sara Signe Siv Sofia Solveig Stig Sune Sven Svea Thomas Torsten Ulf Ulla
    Vera Viktor Viola Yusuf Åke Åsa Örjan
    """
)
FAMILY = _words(
    """
    Ahmed Ali Andersson Arvidsson Bengtsson Berg Berglund Bergström Björk Blomqvist Dahl Danielsson
    Edlund Ek Eklund Engström Eriksson Falk Forsberg Fransson Fredriksson Gunnarsson Gustafsson Hansson
    Hedlund Hellström Henriksson Holm Holmberg Håkansson Isaksson Jakobsson Jansson Johansson Jonsson
    Jönsson Karlsson Larsson Lind Lindberg Lindgren Lindholm Lindqvist Lundberg Lundgren Lundin
    Lundqvist Löfgren Magnusson Martinsson Mattsson Mohamud Månsson Mårtensson Nilsson Norberg Nordin
    Nordström Norén Nyberg Nyström Olofsson Olsson Persson Pettersson Samuelsson Sandberg Sjöberg Ström
    Strömberg Sundberg Svensson Söderberg Wallin Viklund Åberg Åkesson Åström Öberg Östlund
    """
)
STREETS = _words(
    """
    Backvägen Bergsgatan Björkvägen Byvägen Fjällvägen Forsgatan Genvägen Granstigen Hagvägen Kyrkvägen
    Lingonstigen Parkgatan Rallarvägen Sjövägen Skogsvägen Skolgatan Storgatan Strandvägen Tallvägen
    Älvvägen
    """
)
PHONES = tuple(f"+46701740{number}" for number in range(605, 700))
"""The mobile numbers that Post- och telestyrelsen has set aside for fiction; they ring nowhere."""
