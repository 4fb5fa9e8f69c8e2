import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';

import { IsLine } from './text-rules.js';
import { IsText } from './validation.js';

export class LoginDto {
  @IsEmail()
  @IsText(1, 254) // before IsEmail, which throws at half a character
  email!: string;

  @MaxLength(256)
  @MinLength(3)
  @IsString()
  password!: string;
}

export class RegisterDto {
  @IsEmail()
  @IsText(1, 254) // before IsEmail, which throws at half a character
  email!: string;

  @IsText(8, 256)
  password!: string;

  @IsLine(1, 80)
  name!: string;
}
