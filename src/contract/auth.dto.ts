import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';

import { IsText } from './validation.js';

export class LoginDto {
  @MaxLength(254)
  @IsEmail()
  email!: string;

  @MaxLength(256)
  @MinLength(3)
  @IsString()
  password!: string;
}

export class RegisterDto {
  @MaxLength(254)
  @IsEmail()
  email!: string;

  @IsText(8, 256)
  password!: string;

  @IsText(1, 80)
  name!: string;
}
